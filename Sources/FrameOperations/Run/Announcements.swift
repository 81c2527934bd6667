import FrameAPI
import Synchronization

/// What a pass still has to send, shared by those who send it: what is announced and durable goes out first, and whoever finds too
/// little of that announces more, while the others go on.
final class Announcements: Sendable {
    /// What a sender has to do next.
    enum Turn: Sendable {
        case send(Closing)
        /// To announce these, and then to hand them in with ``announced(_:)``.
        case announce([SessionID])
        /// Somebody else is announcing.
        case wait(StopSwitch)
        case done
    }

    private struct State {
        var remaining: ArraySlice<SessionID>
        var ready: ArraySlice<Closing> = []
        var isAnnouncing = false
        /// How many are announced at a time, and are to be ready.
        var batch: Int
        /// Whether somebody had to wait though something had been ready before.
        var wasStarved = false
        var sent = 0
        /// Thrown when more is ready, or nothing more is to come.
        var change = StopSwitch()
        var failure: OperationsError?
    }

    private let state: Mutex<State>
    /// The most that are announced at a time.
    private let most: Int

    /// - Parameters:
    ///   - targets: What is to be sent.
    ///   - batch: How many to announce at a time: as many as may be under way, so that nobody waits for the disk. It grows where the
    ///     service answers faster than the disk writes, up to four times that.
    init(_ targets: [SessionID], batch: Int) {
        state = Mutex(State(remaining: targets[...], batch: batch))
        most = 4 * batch
    }

    /// Why nothing further may be sent, if the log cannot be written.
    var failure: OperationsError? { state.withLock { $0.failure } }

    /// What was announced and not taken.
    var leftover: [Closing] { state.withLock { Array($0.ready) } }

    /// How many were taken.
    var sentCount: Int { state.withLock { $0.sent } }

    /// Gives out the next thing to do.
    func next() -> Turn {
        state.withLock { state in
            guard state.failure == nil else { return .done }
            if !state.isAnnouncing, state.ready.count < state.batch, !state.remaining.isEmpty {
                let next = Array(state.remaining.prefix(state.batch))
                state.remaining = state.remaining.dropFirst(next.count)
                state.isAnnouncing = true
                return .announce(next)
            }
            if let closing = state.ready.popFirst() {
                state.sent += 1
                return .send(closing)
            }
            guard state.isAnnouncing else { return .done }
            state.wasStarved = state.sent > 0
            return .wait(state.change)
        }
    }

    /// Takes what was announced and is durable.
    func announced(_ closings: [Closing]) {
        change { state in
            state.isAnnouncing = false
            state.ready = state.ready + closings
            if state.wasStarved { state.batch = min(2 * state.batch, most) }
            state.wasStarved = false
        }
    }

    /// Ends the pass: the log cannot be written. What was announced last may or may not stand in it.
    func fail(_ error: OperationsError, announcing: [Closing] = []) {
        change { state in
            state.isAnnouncing = false
            state.failure = state.failure ?? error
            state.ready = state.ready + announcing
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let change = state.withLock { state in
            body(&state)
            defer { state.change = StopSwitch() }
            return state.change
        }
        change.stop()
    }
}
