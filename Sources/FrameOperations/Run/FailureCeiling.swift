/// How many sessions may fail before a run stops sending.
package enum FailureCeiling: Sendable, Equatable {
    /// So many.
    case count(Int)
    /// So many in a hundred of those that were confirmed, rounded up.
    case percent(Double)

    /// Whether a number of failures is more than is borne.
    ///
    /// - Parameters:
    ///   - failures: How many sessions have failed.
    ///   - targets: How many were confirmed.
    /// - Returns: Whether the run stops.
    package func isPassed(by failures: Int, of targets: Int) -> Bool {
        switch self {
        case .count(let count): failures > count
        case .percent(let percent): Double(failures) > (Double(targets) * percent / 100).rounded(.up)
        }
    }

    /// The ceiling as it was given.
    package var words: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent):
            percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
        }
    }
}
