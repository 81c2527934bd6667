/// How many sessions may fail before a run stops sending.
package enum FailureCeiling: Sendable, Equatable {
    /// So many.
    case count(Int)
    /// So many in a hundred of those that were confirmed, rounded up.
    case percent(Double)

    /// How many sessions may fail.
    ///
    /// - Parameter targets: How many were confirmed.
    /// - Returns: The number; with one more the run stops.
    package func allowed(of targets: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): Int((Double(targets) * min(percent, 100) / 100).rounded(.up))
        }
    }
}
