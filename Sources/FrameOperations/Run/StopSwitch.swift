import FrameAPI
import Synchronization

/// Tells a run to begin nothing new. It can be thrown once, from anywhere, and every wait of the run ends with it.
package final class StopSwitch: Sendable {
    private struct State {
        var isThrown = false
        var waiting: [Int: AsyncStream<Never>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Makes a switch that is not thrown.
    package init() {}

    /// Whether it was thrown.
    package var isThrown: Bool {
        state.withLock { $0.isThrown }
    }

    /// Throws it.
    package func stop() {
        let waiting = state.withLock { state in
            state.isThrown = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        // In the order in which they came: what follows is the same each time.
        for (_, continuation) in waiting.sorted(by: { $0.key < $1.key }) { continuation.finish() }
    }

    /// Returns when it is thrown, or the task is cancelled.
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

    /// Returns when it or another one is thrown, or the task is cancelled.
    func thrown(or other: StopSwitch) async {
        await firstResult(of: { await self.thrown() }, or: { await other.thrown() })
    }

    /// Waits, but no longer than until it is thrown.
    func sleep(_ duration: Duration, on time: TimeSource) async {
        await firstResult(of: { try? await time.sleep(duration) }, or: { await self.thrown() })
    }
}
