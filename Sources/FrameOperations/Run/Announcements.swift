import FrameAPI
import Synchronization

/// The rest of a pass, shared by its senders: announced and durable DELETEs are sent first, and a sender that finds too few of them
/// announces more, while the others continue.
final class Announcements: Sendable {
    /// The next step of a sender.
    enum Turn: Sendable {
        case send(Closing)
        /// Announce these, and then return them with ``announced(_:)``.
        case announce([SessionID])
        /// Another sender is announcing.
        case wait(StopSwitch)
        case done
    }

    private struct State {
        var remaining: ArraySlice<SessionID>
        var ready: ArraySlice<Closing> = []
        var isAnnouncing = false
        /// How many are announced at a time, and should be ready.
        var batch: Int
        /// Whether a sender had to wait although something had been ready before.
        var wasStarved = false
        var sent = 0
        /// Triggered when more is ready, or nothing more is to come.
        var change = StopSwitch()
        var failure: OperationsError?
    }

    private let state: Mutex<State>
    /// The maximum number that is announced at a time.
    private let most: Int

    /// - Parameters:
    ///   - targets: The sessions.
    ///   - batch: How many to announce at a time: as many as may be in flight, so that no sender waits for the disk. It grows up to four
    ///     times where the service answers faster than the disk writes.
    init(_ targets: [SessionID], batch: Int) {
        state = Mutex(State(remaining: targets[...], batch: batch))
        most = 4 * batch
    }

    /// Why no further DELETE may be sent, if the log cannot be written.
    var failure: OperationsError? { state.withLock { $0.failure } }

    /// The announced DELETEs that no sender took.
    var leftover: [Closing] { state.withLock { Array($0.ready) } }

    /// How many were taken.
    var sentCount: Int { state.withLock { $0.sent } }

    /// Returns the next step.
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

    /// Adds announced DELETEs that are durable.
    func announced(_ closings: [Closing]) {
        change { state in
            state.isAnnouncing = false
            state.ready = state.ready + closings
            if state.wasStarved { state.batch = min(2 * state.batch, most) }
            state.wasStarved = false
        }
    }

    /// Ends the pass, because the log cannot be written. The last announcements may or may not be in it.
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
