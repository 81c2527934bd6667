package import FoundationEssentials
package import FrameAPI

/// The state of a run by its events. `RunState` is the fold of the log, and is changed by nothing else.
package struct RunState: Sendable {
    /// The plan, once there is one; its lists may continue in ``targets`` and ``skipped``.
    package private(set) var planned: Planned?
    /// The sessions to close, those of sweeps last, in the order in which they became targets.
    package private(set) var targets: [Plan.Target] = []
    /// The sessions that the plan skipped.
    package private(set) var skipped: [Planned.Skipped] = []
    /// The progress of each target.
    package private(set) var sessions: [SessionID: SessionProgress] = [:]
    /// The sessions to close by pool; the pools in the order of their first target.
    package private(set) var pools: [PoolCounts] = []
    /// The index of each pool among them.
    private var places: [PoolID: Int] = [:]
    /// The names of the pools.
    private var poolNames: [PoolID: String] = [:]
    /// The processes that resumed the run.
    package private(set) var resumptions: [Resumed] = []
    /// The hooks that have ended, in order.
    package private(set) var hooks: [Hook] = []
    /// How many of them ended before the run was last resumed.
    private(set) var hooksBefore = 0
    /// How many rounds for newcomers there were.
    package private(set) var sweeps = 0
    /// The number of the last event.
    package private(set) var lastSequence = 0
    /// Sessions in scope that the last complete check showed and the plan did not.
    package private(set) var newcomers: [SessionID: PoolID] = [:]
    /// When each was first listed, by the service's clock.
    private var newcomerDates: [SessionID: Date] = [:]
    /// How far the service's clock is ahead of this machine's, in seconds, by the last answer with a date.
    private var clockOffset: Double?
    /// When the first event happened.
    package private(set) var startedAt: Date?
    /// When the last event happened.
    package private(set) var updatedAt: Date?
    /// Whether a session that is asked for by itself is a witness; `nil` while that is not known.
    package private(set) var asksSessions: Bool?
    /// The evidence that sessions are gone.
    package private(set) var evidence = Evidence()
    /// How many targets the last listing did not show, taken while DELETEs were sent, or since.
    package private(set) var unlisted = 0
    /// Whether listings of this run contradicted the sessions themselves, so that none is trusted any more.
    package private(set) var distrustsListings = false
    /// The sessions that the check in progress left open.
    private var opening: [SessionID] = []
    /// The sessions that the last check left open: neither known to be there nor known to be gone.
    private(set) var open: Set<SessionID> = []
    /// Whether closing sessions were waited for until the deadline, since the run was last resumed.
    package private(set) var deadlineHasPassed = false
    /// How many checks were complete.
    package private(set) var looks = 0
    /// The last complete check.
    package private(set) var lastListing: Listed?
    /// How many checks in a row, up to the last, showed no session in scope.
    package private(set) var emptyInARow = 0
    /// The sessions that were named and not listed, and were then confirmed to be gone.
    private(set) var confirmedAbsences: Set<SessionID> = []
    /// The length of the longest listing of sessions.
    private(set) var longestListing = 0
    /// Whether the user interrupted.
    package private(set) var isInterrupted = false
    /// Set when the run stopped sending by itself.
    package private(set) var stopped: Stopped?
    /// Set at the end.
    package private(set) var finished: Conclusion?
    /// How many targets are known to be gone.
    package private(set) var goneCount = 0
    /// How many targets had an answer to a DELETE or are known to be gone.
    package private(set) var handledCount = 0

    /// How many targets had a DELETE refused or forbidden last, and are not known to be gone.
    private(set) var refusedCount = 0

    /// The state before the first event.
    package init() {}

    /// Folds a whole log.
    package init(folding events: some Sequence<RunEvent>) {
        for event in events { apply(event) }
    }

    /// Folds one event in.
    package mutating func apply(_ event: RunEvent) {
        startedAt = startedAt ?? event.time
        lastSequence = event.sequence
        updatedAt = event.time
        switch event.fact {
        case .planned(let planned):
            self.planned = planned
            poolNames = planned.poolNames
            clockOffset = planned.clockOffset
            longestListing = planned.listed
            sessions.reserveCapacity(planned.targetCount)
            add(planned.targets)
            skipped += planned.skipped
        case .plannedMore(let more):
            add(more.targets)
            skipped += more.skipped
        case .resumed(let resumed):
            apply(resumed, at: event.time)
        case .hook(let hook):
            if hook.end != nil { hooks.append(hook) }
        case .closing(let closing):
            change(closing.session) {
                $0.phase = .closing
                $0.attempts = closing.attempt
                $0.mayHaveActed = true
                $0.outOfScope = nil
            }
        case .withdrawn(let withdrawn):
            change(withdrawn.session) {
                $0.phase = $0.lastAnswer.map { .answered($0.meaning) } ?? .waiting
                $0.attempts -= 1
                $0.mayHaveActed = $0.actedBefore
            }
        case .answered(let answered):
            apply(answered, at: event.time)
        case .closed(let sighting):
            change(sighting.session) { $0.phase = .seenGone(byUs: true) }
        case .alreadyGone(let sighting):
            change(sighting.session) { $0.phase = .seenGone(byUs: false) }
        case .relisted(let sighting):
            change(sighting.session) { $0.phase = $0.lastAnswer.map { .answered($0.meaning) } ?? .waiting }
        case .absenceConfirmed(let absence):
            confirmedAbsences.insert(absence.session)
        case .newcomer(let sighting):
            newcomers[sighting.session] = sighting.pool
            newcomerDates[sighting.session] = serviceDate(at: event.time)
        case .newcomerLeft(let sighting):
            newcomers[sighting.session] = nil
        case .outOfScope(let change):
            self.change(change.session) { $0.outOfScope = change.reason }
        case .sweeping(let sweeping):
            sweeps = sweeping.round
            for target in sweeping.targets { newcomers[target.id] = nil }
            add(sweeping.targets, since: serviceDate(at: event.time))
        case .listed(let listing):
            apply(listing)
        case .listingFailed:
            emptyInARow = 0
            opening = []
        case .leftOpen(let more):
            opening += more.sessions
        case .witness(let witness):
            asksSessions = witness.sessions
        case .polled(let polled):
            unlisted = polled.missing
        case .deadlinePassed:
            deadlineHasPassed = true
        case .throttled:
            break
        case .interrupted:
            isInterrupted = true
        case .stopped(let stopped):
            self.stopped = stopped
        case .finished(let finished):
            self.finished = finished
        }
    }

    /// A moment of this machine's clock by the service's.
    private func serviceDate(at time: Date) -> Date? { clockOffset.map(time.addingTimeInterval) }

    /// When a newcomer was first listed, by the service's clock.
    func newcomerDate(of session: SessionID) -> Date? { newcomerDates[session] }

    private mutating func add(_ targets: [Plan.Target], since serviceDate: Date? = nil) {
        for target in targets {
            let place = place(of: target.poolID)
            let progress = SessionProgress(poolID: target.poolID, place: place, serviceDate: serviceDate)
            if let known = sessions.updateValue(progress, forKey: target.id) {
                sessions[target.id] = known
            } else {
                self.targets.append(target)
                pools[place].targets += 1
            }
        }
    }

    private mutating func place(of pool: PoolID) -> Int {
        if let place = places[pool] { return place }
        pools.append(PoolCounts(pool: pool, name: poolNames[pool]))
        places[pool] = pools.count - 1
        return pools.count - 1
    }

    /// A DELETE that was announced and has no answer may have been carried out: only a later check can settle it.
    private mutating func apply(_ resumed: Resumed, at time: Date) {
        resumptions.append(resumed)
        (isInterrupted, stopped, finished) = (false, nil, nil)
        deadlineHasPassed = false
        opening = []
        emptyInARow = 0
        hooksBefore = hooks.count
        let (looks, date) = (looks, serviceDate(at: time))
        for id in sessions.keys {
            change(id) { session in
                session.attemptsBefore = session.attempts
                session.looksWhenAnswered = looks
                guard session.phase == .closing else { return }
                session.phase = .answered(.unknown)
                session.lastAnswer = .cutOff
                session.serviceDate = date ?? session.serviceDate
                session.actedBefore = true
                session.isUncertain = true
            }
        }
    }

    private mutating func apply(_ listing: Listed) {
        looks += 1
        let looks = looks
        open = Set(opening).union(listing.open)
        opening = []
        for session in open { change(session) { $0.looksWhenAnswered = looks } }
        distrustsListings = listing.distrusted
        lastListing = listing
        unlisted = goneCount + listing.missing
        evidence.add(listing)
        let isEmpty =
            leftCount == 0 && newcomers.isEmpty && listing.truncated == nil && !isSuspicious(listing.sessions)
            && !listing.isStale && listing.unreadable <= (planned?.unreadable ?? 0)
        emptyInARow = isEmpty ? emptyInARow + 1 : 0
        longestListing = max(longestListing, listing.sessions)
    }

    private mutating func apply(_ answered: Answered, at time: Date) {
        let looks = looks
        if let seconds = answered.serviceTime { clockOffset = Date(unixSeconds: seconds).timeIntervalSince(time) }
        let date = serviceDate(at: time)
        change(answered.session) { session in
            let acted = session.actedBefore || answered.meaning.mayHaveActed
            session.mayHaveActed = acted
            session.actedBefore = acted
            session.isUncertain = session.isUncertain && !answered.meaning.mayHaveActed
            session.wasAccepted = session.wasAccepted || answered.meaning == .accepted
            session.phase = .answered(answered.meaning)
            session.lastAnswer = LastAnswer(
                meaning: answered.meaning,
                status: answered.status,
                detail: answered.detail
            )
            if !answered.meaning.neverArrived { session.serviceDate = date ?? session.serviceDate }
            session.looksWhenAnswered = looks
            if answered.meaning.isPutOff { session.attempts -= 1 }
        }
    }

    private mutating func change(_ id: SessionID, _ body: (inout SessionProgress) -> Void) {
        guard let index = sessions.index(forKey: id) else { return }
        let (place, before, after) = Self.phases(of: &sessions.values[index], body)
        guard before != after else { return }
        count(before, -1)
        count(after, 1)
        pools[place].count(before, -1)
        pools[place].count(after, 1)
    }

    /// Changes a session in place, without a copy of it.
    private static func phases(
        of session: inout SessionProgress,
        _ body: (inout SessionProgress) -> Void
    ) -> (place: Int, before: SessionProgress.Phase, after: SessionProgress.Phase) {
        let before = session.phase
        body(&session)
        return (Int(session.place), before, session.phase)
    }

    private mutating func count(_ phase: SessionProgress.Phase, _ change: Int) {
        if phase.isSeenGone { goneCount += change }
        if phase.isHandled { handledCount += change }
        if phase == .answered(.refused) || phase == .answered(.denied) { refusedCount += change }
    }
}
