import DeterministicTesting
import FrameAPI

@testable import FrameOperations

/// Everything that crossed a boundary in one run, in the order in which it did.
final class Trace: Sendable {
    /// A question to the service.
    enum Call: Hashable, Sendable {
        case pools, sessions
        case standing(SessionID)
        case close(SessionID)
    }

    enum What: Sendable {
        case event(RunEvent)
        /// The run said of a session that it is gone; whether the account still held it at that moment.
        case claimedGone(SessionID, isLive: Bool)
        case durable(through: Int)
        case asked(Call)
        case answered(SessionID, DeleteAnswer)
        /// What a listing showed, and what the account held at that moment.
        case listed(shown: Set<SessionID>, live: Set<SessionID>)
        case failed(Call, FrameAPIError.Code)
    }

    struct Step: Sendable {
        let at: Duration
        let what: What
    }

    private let kept = Locked<[Step]>([])
    private let time: VirtualTime
    private let account = Locked<(@Sendable () -> Set<SessionID>)?>(nil)

    init(_ time: VirtualTime) {
        self.time = time
    }

    /// Makes the trace compare every claim with what the account holds.
    func compare(with live: @escaping @Sendable () -> Set<SessionID>) {
        account.withLock { $0 = live }
    }

    func add(event: RunEvent) {
        add(.event(event))
        switch event.fact {
        case .closed(let sighting), .alreadyGone(let sighting):
            guard let live = account.current else { return }
            add(.claimedGone(sighting.session, isLive: live().contains(sighting.session)))
        default: break
        }
    }

    func add(_ what: What) {
        let at = time.elapsed
        kept.withLock { $0.append(Step(at: at, what: what)) }
    }

    var steps: [Step] { kept.current }
}

extension [Trace.Step] {
    var events: [RunEvent] {
        compactMap { if case .event(let event) = $0.what { event } else { nil } }
    }

    var calls: [(at: Duration, call: Trace.Call)] {
        compactMap { step in if case .asked(let call) = step.what { (step.at, call) } else { nil } }
    }

    /// The sessions that a DELETE was sent for, in order, and when.
    var deletes: [(at: Duration, session: SessionID)] {
        calls.compactMap { call in if case .close(let id) = call.call { (call.at, id) } else { nil } }
    }

    /// How many listings of sessions were asked for.
    var listings: Int { calls.count { $0.call == .sessions } }

    /// The names of the events, as they stand in the log.
    var facts: [String] { events.map(\.fact.name) }
}

extension RunEvent.Fact {
    /// The case's own name.
    var name: String {
        switch self {
        case .planned: "planned"
        case .plannedMore: "planned-more"
        case .resumed: "resumed"
        case .hook: "hook"
        case .closing: "closing"
        case .withdrawn: "withdrawn"
        case .answered: "answered"
        case .throttled: "throttled"
        case .closed: "closed"
        case .alreadyGone: "already-gone"
        case .relisted: "relisted"
        case .absenceConfirmed: "absence-confirmed"
        case .newcomer: "newcomer"
        case .newcomerLeft: "newcomer-left"
        case .outOfScope: "out-of-scope"
        case .sweeping: "sweeping"
        case .listed: "listed"
        case .listingFailed: "listing-failed"
        case .deadlinePassed: "deadline-passed"
        case .witness: "witness"
        case .leftOpen: "left-open"
        case .polled: "polled"
        case .interrupted: "interrupted"
        case .stopped: "stopped"
        case .finished: "finished"
        }
    }
}
