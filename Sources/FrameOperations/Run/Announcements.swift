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
        /// Thrown when more is ready, or nothing more is to come.
        var change = StopSwitch()
        var failure: OperationsError?
    }

    private let state: Mutex<State>
    /// How many are announced at a time, and are to be ready: as many as may be under way, so that nobody waits for the disk.
    private let batch: Int

    init(_ targets: [SessionID], batch: Int) {
        state = Mutex(State(remaining: targets[...]))
        self.batch = batch
    }

    /// Why nothing further may be sent, if the log cannot be written.
    var failure: OperationsError? { state.withLock { $0.failure } }

    /// What was announced and not taken.
    var leftover: [Closing] { state.withLock { Array($0.ready) } }

    /// Gives out the next thing to do.
    func next() -> Turn {
        state.withLock { state in
            guard state.failure == nil else { return .done }
            if !state.isAnnouncing, state.ready.count < batch, !state.remaining.isEmpty {
                let next = Array(state.remaining.prefix(batch))
                state.remaining = state.remaining.dropFirst(next.count)
                state.isAnnouncing = true
                return .announce(next)
            }
            if let closing = state.ready.popFirst() { return .send(closing) }
            return state.isAnnouncing ? .wait(state.change) : .done
        }
    }

    /// Takes what was announced and is durable.
    func announced(_ closings: [Closing]) {
        change { state in
            state.isAnnouncing = false
            state.ready = state.ready + closings
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
