import FrameAPI
import Synchronization

/// Holds every DELETE of a run back while the service wants less, and knows when it has wanted less for too long.
final class PauseGate: Sendable {
    private struct State {
        /// Until when nothing is sent, on the clock that only goes forward.
        var closedUntil: Duration = .zero
        /// How many times in a row the service turned a DELETE away.
        var turnedAway = 0
        /// When the first of those was.
        var since: Duration?
    }

    private let state = Mutex(State())
    private let time: TimeSource
    private let random: RandomSource
    /// How long the service may turn everything away.
    private let patience: Duration
    private let backoff = Backoff(base: .milliseconds(500), limit: .seconds(30))

    init(time: TimeSource, random: RandomSource, patience: Duration) {
        self.time = time
        self.random = random
        self.patience = patience
    }

    /// Returns when a DELETE may be sent, or the run is stopped.
    func wait(unless stop: StopSwitch) async {
        while !stop.isThrown {
            let left = state.withLock { $0.closedUntil } - time.elapsed()
            guard left > .zero else { return }
            await stop.sleep(left, on: time)
        }
    }

    /// Takes note that the service turned a DELETE away, and closes the gate.
    ///
    /// - Parameter retryAfter: What the service asks for; nothing at all counts as no time given.
    /// - Returns: How long it is closed from now, if that is longer than before; and whether the patience is spent.
    func turnedAway(retryAfter: Duration?) -> (newPause: Duration?, isSpent: Bool) {
        let now = time.elapsed()
        return state.withLock { state in
            let isAlreadyClosed = state.closedUntil > now
            if !isAlreadyClosed { state.turnedAway += 1 }
            let since = state.since ?? now
            state.since = since
            // A service that gives no time gets a growing one, never less than half of the step.
            let ceiling = backoff.ceiling(afterFailures: state.turnedAway)
            let drawn = (ceiling + backoff.delay(afterFailures: state.turnedAway, using: random)) / 2
            let asked = retryAfter.flatMap { $0 > .zero ? $0 : nil }
            let until = now + (asked ?? (isAlreadyClosed ? .zero : drawn))
            let isLonger = until > state.closedUntil
            if isLonger { state.closedUntil = until }
            return (isLonger ? until - now : nil, now - since >= patience)
        }
    }

    /// Takes note that a DELETE got through.
    func gotThrough() {
        state.withLock {
            $0.turnedAway = 0
            $0.since = nil
        }
    }
}
