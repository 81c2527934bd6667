import ArgumentParser
import FrameOperations

/// Whether the confirmation includes new sessions.
struct SweepOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Also close sessions that start after confirmation, in up to n further rounds. Without it they are named and not closed.",
            valueName: "n"
        )
    )
    var sweep: Int?

    @Flag(
        help:
            "Also close sessions that start after confirmation, until two listings in a row are empty or --deadline has passed."
    )
    var untilEmpty = false

    func validate() throws {
        guard sweep.map({ (0...100).contains($0) }) ?? true else {
            throw ValidationError("--sweep takes a whole number from 0 to 100.")
        }
        guard sweep == nil || !untilEmpty else {
            throw ValidationError("--sweep and --until-empty exclude each other. Choose one.")
        }
    }

    /// The same, in the form of the confirmation.
    var consented: Sweep {
        if untilEmpty { return .untilEmpty }
        return sweep.map { $0 > 0 ? .rounds($0) : .none } ?? .none
    }
}

extension Sweep {
    /// The sentence about new sessions before the question; `nil` where they are skipped.
    var words: String? {
        switch self {
        case .none: nil
        case .rounds(1): "Sessions that start later are closed too, in one further round."
        case .rounds(let count): "Sessions that start later are closed too, in up to \(count) further rounds."
        case .untilEmpty: "Sessions that start later are closed too, until none is left."
        }
    }
}
