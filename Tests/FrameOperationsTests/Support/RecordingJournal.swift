import DeterministicTesting
import FrameAPI

@testable import FrameOperations

/// A journal that traces what it is given, and can fail.
final class RecordingJournal: RunJournal {
    static let failure = OperationsError.journalFailed(
        OperationsError.JournalFailure(run: "run-1", underlying: "the disk is full", remedy: .makeRoom)
    )

    private let trace: Trace
    private let time: VirtualTime
    private let delay: Duration
    /// Which events cannot be made durable.
    private let fails: @Sendable (RunEvent) -> Bool
    /// The first event that cannot be made durable, once it was taken.
    private let failedAt = Locked<Int?>(nil)

    init(
        _ trace: Trace,
        time: VirtualTime,
        delay: Duration = .zero,
        fails: @escaping @Sendable (RunEvent) -> Bool = { _ in false }
    ) {
        self.trace = trace
        self.time = time
        self.delay = delay
        self.fails = fails
    }

    func enqueue(_ event: RunEvent) {
        if fails(event) { failedAt.withLock { $0 = $0 ?? event.sequence } }
        trace.add(event: event)
    }

    func makeDurable(through sequence: Int) async throws(OperationsError) {
        if delay > .zero { try? await time.source.sleep(delay) }
        if let failed = failedAt.current, failed <= sequence { throw Self.failure }
        trace.add(.durable(through: sequence))
    }
}
