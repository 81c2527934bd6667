import DeterministicTesting
import FrameAPI
import FrameOperations
import Synchronization

/// Everything that happened in one simulated world, in order: what the network saw, what the log was told, what the processes lived
/// through.
final class Tape: Sendable {
    /// A session as a listing shows it.
    struct Shown: Sendable, Hashable {
        let id: String?
        let pool: String?
    }

    enum What: Sendable {
        /// A process begins its work; the number is its life, from 1.
        case began
        case died
        case interrupted
        case sent(number: Int, RequestKind, session: String?, Phase)
        /// A DELETE reached the service; whether it took it.
        case acted(number: Int, session: String, accepted: Bool)
        /// The whole answer to a request came; `nil` when none did.
        case answered(number: Int, status: Int?, Fault?)
        /// What an understandable listing of sessions showed, which were live when it came, and the moment of which it is true.
        case sessions(number: Int, [Shown], live: Set<String>, asOf: Duration)
        /// What an understandable listing of pools showed.
        case pools(number: Int, [String: String?])
        /// The service said of one session, truly, whether its state is one of those that are live.
        case said(session: String, isLive: Bool)
        /// An event was noted; with the live sessions, where it says that one is gone.
        case event(RunEvent, live: Set<String>?)
        case durable(through: Int)
    }

    struct Entry: Sendable {
        let at: Duration
        let life: Int
        let what: What
    }

    private struct State {
        var entries: [Entry] = []
        var life = 0
        var requests = 0
        var underWay = 0
        var mostUnderWay = 0
        var isPlanning = true
        var isResuming = false
        var isSweeping = false
    }

    private let state = Mutex(State())
    private let time: VirtualTime

    init(_ time: VirtualTime) {
        self.time = time
    }

    var entries: [Entry] { state.withLock { $0.entries } }
    var life: Int { state.withLock { $0.life } }
    /// The most requests that one process had under way at once.
    var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

    func add(_ what: What) {
        let now = time.elapsed
        state.withLock { state in
            if case .began = what {
                state.life += 1
                state.underWay = 0
            }
            if case .event(let event, _) = what { Self.follow(event.fact, &state) }
            state.entries.append(Entry(at: now, life: state.life, what: what))
        }
    }

    private static func follow(_ fact: RunEvent.Fact, _ state: inout State) {
        switch fact {
        case .planned: state.isPlanning = false
        case .resumed: state.isResuming = true
        case .listed: state.isResuming = false
        case .sweeping: state.isSweeping = true
        default: break
        }
    }

    /// Counts a request that leaves the process.
    func send(_ kind: RequestKind, session: String?) -> (number: Int, phase: Phase) {
        let (number, phase) = state.withLock { state in
            state.requests += 1
            state.underWay += 1
            state.mostUnderWay = max(state.mostUnderWay, state.underWay)
            let phase: Phase =
                switch kind {
                case _ where state.isPlanning: .planning
                case .delete: state.isSweeping ? .sweeping : .closing
                default: state.isResuming ? .resuming : .checking
                }
            return (state.requests, phase)
        }
        add(.sent(number: number, kind, session: session, phase))
        return (number, phase)
    }

    func answer(_ number: Int, status: Int?, _ fault: Fault?) {
        state.withLock { $0.underWay -= 1 }
        add(.answered(number: number, status: status, fault))
    }
}
