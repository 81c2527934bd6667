/// How many failures a run allows before it backs off: each success earns a part of the cost of a failure.
///
/// Up to one failure in ten causes no pause; a service that is down gets one request at a time after ten.
struct RetryBudget: Sendable {
    private static let capacity = 10.0
    private static let earnings = 0.1

    private var tokens = capacity

    /// Counts a successful request.
    mutating func gotThrough() {
        tokens = min(Self.capacity, tokens + Self.earnings)
    }

    /// Counts a failure.
    ///
    /// - Returns: Whether it exceeds the budget.
    mutating func fail() -> Bool {
        tokens = max(0, tokens - 1)
        return tokens < 1
    }
}
