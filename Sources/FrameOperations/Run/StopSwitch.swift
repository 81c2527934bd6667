import FrameAPI
import Synchronization

/// A stop signal: tells a run to begin nothing new. It can be triggered once, from anywhere, and ends every wait of the run.
package final class StopSwitch: Sendable {
    private struct State {
        var isThrown = false
        var waiting: [Int: AsyncStream<Never>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Makes a signal that is not triggered.
    package init() {}

    /// Whether it was triggered.
    package var isThrown: Bool {
        state.withLock { $0.isThrown }
    }

    /// Triggers it.
    package func stop() {
        let waiting = state.withLock { state in
            state.isThrown = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        // In the order of their arrival, so that the sequence is deterministic.
        for (_, continuation) in waiting.sorted(by: { $0.key < $1.key }) { continuation.finish() }
    }

    /// Returns when it is triggered, or the task is cancelled.
    package func thrown() async {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        let ticket: Int? = state.withLock { state in
            guard !state.isThrown else { return nil }
            state.next += 1
            state.waiting[state.next] = continuation
            return state.next
        }
        guard let ticket else { return }
        for await _ in stream {}
        _ = state.withLock { $0.waiting.removeValue(forKey: ticket) }
    }

    /// Returns when it or another one is triggered, or the task is cancelled.
    func thrown(or other: StopSwitch) async {
        await firstResult(of: { await self.thrown() }, or: { await other.thrown() })
    }

    /// Waits, at most until it is triggered.
    func sleep(_ duration: Duration, on time: TimeSource) async {
        await firstResult(of: { try? await time.sleep(duration) }, or: { await self.thrown() })
    }
}
