/// How many failures a run bears before it holds everything back: what gets through earns a part of what a failure costs.
///
/// Up to one failure in ten passes without a pause; a service that is down is asked one question at a time after ten.
struct RetryBudget: Sendable {
    private static let capacity = 10.0
    private static let earnings = 0.1

    private var tokens = capacity

    /// Counts a request that got through.
    mutating func gotThrough() {
        tokens = min(Self.capacity, tokens + Self.earnings)
    }

    /// Counts a failure.
    ///
    /// - Returns: Whether it is one too many.
    mutating func fail() -> Bool {
        tokens = max(0, tokens - 1)
        return tokens < 1
    }
}
