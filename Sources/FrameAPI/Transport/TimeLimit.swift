/// A time limit passed.
package struct TimeLimitPassed: Error {
    package let limit: Duration

    package init(limit: Duration) {
        self.limit = limit
    }
}

extension Duration {
    /// The duration in seconds, to a tenth, for people.
    package var inWords: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}

/// Runs an operation, and cancels it when a time limit passes first.
///
/// - Throws: ``TimeLimitPassed``, or what the operation throws.
package func withTimeLimit<Value: Sendable>(
    _ limit: Duration,
    on time: TimeSource,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await firstResult(
        of: operation,
        or: {
            try await time.sleep(limit)
            throw TimeLimitPassed(limit: limit)
        }
    )
}
