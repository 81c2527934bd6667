public import FoundationEssentials

/// The clock of the client and everything above it: real, or a test's own.
public struct TimeSource: Sendable {
    /// The wall clock, for signatures and for people.
    public var now: @Sendable () -> Date
    /// Time since some fixed moment, monotonic, for measuring waits.
    public var elapsed: @Sendable () -> Duration
    /// Waits. Throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Makes a clock of three functions.
    public init(
        now: @escaping @Sendable () -> Date,
        elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.elapsed = elapsed
        self.sleep = sleep
    }

    /// The machine's clocks.
    public static var system: TimeSource {
        let start = ContinuousClock.now
        return TimeSource(
            now: { Date.now },
            elapsed: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0, clock: .continuous) }
        )
    }

    var unixSeconds: Int64 {
        Int64(now().timeIntervalSince1970.rounded(.down))
    }
}
