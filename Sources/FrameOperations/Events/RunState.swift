package import FoundationEssentials
package import FrameAPI

/// A run as its events tell it. `RunState` is the fold of the log, and nothing else ever changes it.
package struct RunState: Sendable {
    /// The plan, once there is one.
    package private(set) var planned: Planned?
    /// The targets.
    package private(set) var sessions: [SessionID: SessionProgress] = [:]
    /// Sessions in scope that the last complete look showed and the plan did not.
    package private(set) var newcomers: [SessionID: PoolID] = [:]
    /// When the first event happened.
    package private(set) var startedAt: Date?
    /// When the last event happened.
    package private(set) var updatedAt: Date?
    /// How many looks were complete.
    package private(set) var looks = 0
    /// The last complete look.
    package private(set) var lastListing: Listed?
    /// The failure of the last look, if it failed.
    package private(set) var lookFailure: LookFailed?
    /// Set when the user interrupted.
    package private(set) var interrupted: Interrupted?
    /// Set when the run stopped sending by itself.
    package private(set) var stopped: Stopped?
    /// Set at the end.
    package private(set) var finished: Finished?
    /// How many targets are seen gone.
    package private(set) var goneCount = 0
    /// How many targets had an answer to a DELETE or were seen gone.
    package private(set) var handledCount = 0

    /// The state before the first event.
    package init() {}

    /// Folds a whole log.
    package init(folding events: some Sequence<RunEvent>) {
        for event in events { apply(event) }
    }

    /// How many targets are not seen gone.
    package var leftCount: Int { sessions.count - goneCount }

    /// How many sessions were named and not listed, without that having proved them gone.
    var openAbsences: Int { planned.map { $0.doubtful ? $0.absent.count : 0 } ?? 0 }

    /// The state in four numbers.
    package var progress: RunProgress {
        RunProgress(targets: sessions.count, handled: handledCount, gone: goneCount, isFinished: finished != nil)
    }

    /// Folds one event in.
    package mutating func apply(_ event: RunEvent) {
        startedAt = startedAt ?? event.time
        updatedAt = event.time
        switch event.fact {
        case .planned(let planned):
            self.planned = planned
            for target in planned.targets { sessions[target.id] = SessionProgress(poolID: target.poolID) }
        case .closing(let closing):
            change(closing.session) {
                $0.phase = .closing
                $0.attempts = closing.attempt
                $0.mayHaveActed = true
            }
        case .answered(let answered):
            apply(answered)
        case .closed(let sighting):
            change(sighting.session) { $0.phase = .seenGone(byUs: true) }
        case .alreadyGone(let sighting):
            change(sighting.session) { $0.phase = .seenGone(byUs: false) }
        case .relisted(let sighting):
            change(sighting.session) { $0.phase = $0.lastMeaning.map { .answered($0) } ?? .waiting }
        case .newcomer(let sighting):
            newcomers[sighting.session] = sighting.pool
        case .newcomerLeft(let sighting):
            newcomers[sighting.session] = nil
        case .listed(let listing):
            looks += 1
            let looks = looks
            for session in listing.open { change(session) { $0.looksWhenAnswered = looks } }
            lastListing = listing
            lookFailure = nil
        case .lookFailed(let failure):
            lookFailure = failure
        case .throttled:
            break
        case .interrupted(let interrupted):
            self.interrupted = interrupted
        case .stopped(let stopped):
            self.stopped = stopped
        case .finished(let finished):
            self.finished = finished
        }
    }

    private mutating func apply(_ answered: Answered) {
        let looks = looks
        change(answered.session) { session in
            let acted = session.actedBefore || answered.meaning == .accepted || answered.meaning == .unknown
            session.mayHaveActed = acted
            session.actedBefore = acted
            session.wasAccepted = session.wasAccepted || answered.meaning == .accepted
            session.phase = .answered(answered.meaning)
            session.lastMeaning = answered.meaning
            session.lastStatus = answered.status
            session.detail = answered.detail ?? answered.status.map { "answered \($0)" }
            session.looksWhenAnswered = looks
            if answered.meaning == .throttled { session.attempts -= 1 }
        }
    }

    private mutating func change(_ id: SessionID, _ body: (inout SessionProgress) -> Void) {
        guard let before = sessions[id] else { return }
        var after = before
        body(&after)
        sessions[id] = after
        goneCount += (after.isSeenGone ? 1 : 0) - (before.isSeenGone ? 1 : 0)
        handledCount += (after.isHandled ? 1 : 0) - (before.isHandled ? 1 : 0)
    }
}

/// How far a run is, small enough to be handed out with every event.
package struct RunProgress: Sendable, Equatable {
    /// How many sessions were confirmed.
    package let targets: Int
    /// How many of them had an answer to a DELETE or were seen gone.
    package let handled: Int
    /// How many of them are seen gone.
    package let gone: Int
    /// Whether the run has ended.
    package let isFinished: Bool

    /// How many of them are not seen gone.
    package var left: Int { targets - gone }
}

extension SessionProgress {
    /// Whether the last complete look no longer showed it.
    package var isSeenGone: Bool {
        if case .seenGone = phase { true } else { false }
    }

    var isHandled: Bool {
        switch phase {
        case .waiting, .closing, .answered(.throttled): false
        case .answered, .seenGone: true
        }
    }
}
