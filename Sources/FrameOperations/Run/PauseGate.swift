import FrameAPI
import Synchronization

/// Holds every DELETE of a run back while the service wants less or fails, lets one through to try when the pause is over, and
/// knows when nothing has got through for too long.
final class PauseGate: Sendable {
    /// Why a DELETE did not get through.
    enum Trouble: Sendable {
        /// 429: the service wants less.
        case throttled
        /// It failed, or gave no answer.
        case failed
    }

    private struct State {
        /// Until when nothing is sent, on the clock that only goes forward.
        var closedUntil: Duration = .zero
        /// How many pauses there were since a DELETE last got through.
        var pauses = 0
        /// When the first DELETE since then did not.
        var since: Duration?
        /// Thrown when the answer to the one DELETE is there that was let through after a pause.
        var attempt: StopSwitch?
    }

    private enum Step {
        case pass
        case sleep(Duration)
        case await(StopSwitch)
    }

    private let state = Mutex(State())
    private let time: TimeSource
    private let random: RandomSource
    /// How long nothing may get through.
    private let patience: Duration
    private let whenThrottled = Backoff(base: .milliseconds(500), limit: .seconds(30))
    private let whenFailed = Backoff(base: .milliseconds(100), limit: .seconds(20))

    init(time: TimeSource, random: RandomSource, patience: Duration) {
        self.time = time
        self.random = random
        self.patience = patience
    }

    /// Returns when a DELETE may be sent, or the run is stopped. What came of it is told by ``gotThrough()`` or
    /// ``turnedAway(_:retryAfter:)``.
    func wait(unless stop: StopSwitch) async {
        while !stop.isThrown {
            switch next() {
            case .pass:
                return
            case .sleep(let duration):
                await stop.sleep(duration, on: time)
            case .await(let attempt):
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await attempt.thrown() }
                    group.addTask { await stop.thrown() }
                    await group.next()
                    group.cancelAll()
                }
            }
        }
    }

    private func next() -> Step {
        let now = time.elapsed()
        return state.withLock { state in
            if state.closedUntil > now { return .sleep(state.closedUntil - now) }
            guard state.pauses > 0 else { return .pass }
            if let attempt = state.attempt { return .await(attempt) }
            state.attempt = StopSwitch()
            return .pass
        }
    }

    /// Takes note that a DELETE did not get through, and closes the gate.
    ///
    /// - Parameters:
    ///   - trouble: Why it did not.
    ///   - retryAfter: What the service asks for; nothing at all counts as no time given.
    /// - Returns: How long the gate is closed from now, if that is longer than before; and whether that would be longer than
    ///   the patience lasts.
    func turnedAway(_ trouble: Trouble, retryAfter: Duration?) -> (newPause: Duration?, isSpent: Bool) {
        let now = time.elapsed()
        return state.withLock { state in
            let isAlreadyClosed = state.closedUntil > now
            if !isAlreadyClosed { state.pauses += 1 }
            let since = state.since ?? now
            state.since = since
            state.attempt?.stop()
            state.attempt = nil
            let asked = retryAfter.flatMap { $0 > .zero ? $0 : nil }
            let until = now + (asked ?? (isAlreadyClosed ? .zero : pause(trouble, number: state.pauses)))
            let isLonger = until > state.closedUntil
            if isLonger { state.closedUntil = until }
            return (isLonger ? until - now : nil, state.closedUntil - since > patience)
        }
    }

    /// A growing pause, never less than half of its step.
    private func pause(_ trouble: Trouble, number: Int) -> Duration {
        let backoff = trouble == .throttled ? whenThrottled : whenFailed
        return (backoff.ceiling(afterFailures: number) + backoff.delay(afterFailures: number, using: random)) / 2
    }

    /// Takes note that a DELETE got through.
    func gotThrough() {
        state.withLock { state in
            state.pauses = 0
            state.since = nil
            state.attempt?.stop()
            state.attempt = nil
        }
    }
}
