import FoundationEssentials
import Synchronization

@testable import FrameAPI

/// A clock that moves only when somebody sleeps, and then at once.
final class VirtualTime: Sendable {
    private struct State {
        var now: Date
        var elapsed: Duration = .zero
        var sleeps: [Duration] = []
    }

    private let state: Mutex<State>

    init(unixSeconds: Double = 1_700_000_000) {
        state = Mutex(State(now: Date(timeIntervalSince1970: unixSeconds)))
    }

    /// Every wait so far, in its order.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    var source: TimeSource {
        TimeSource(
            now: { self.state.withLock { $0.now } },
            elapsed: { self.state.withLock { $0.elapsed } },
            sleep: { duration in
                try Task.checkCancellation()
                self.pass(duration)
            }
        )
    }

    private func pass(_ duration: Duration) {
        state.withLock {
            $0.sleeps.append(duration)
            $0.elapsed += duration
            $0.now += duration / .seconds(1)
        }
    }
}
