/// Something that reads bytes of unknown origin, and what must be true of whatever it makes of them.
///
/// A target returns what is wrong in words. A trap or an endless loop is found by whoever runs it.
protocol FuzzTarget: SendableMetatype {
    /// The name of its folder in the corpus.
    static var name: String { get }
    /// Words of the language that it reads, for a mutator that knows none.
    static var words: [String] { get }
    /// Reads the bytes; `nil` when all is well, taken or refused.
    static func flaw(in bytes: [UInt8]) -> String?
}

/// All targets by name.
enum FuzzTargets {
    static let all: [any FuzzTarget.Type] = [
        ListingTarget.self, PlanTarget.self, ScenarioTarget.self, ConfigurationTarget.self, ProfileTarget.self,
        WaitTarget.self,
    ]
}
