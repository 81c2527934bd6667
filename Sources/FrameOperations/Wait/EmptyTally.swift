import FoundationEssentials
import FrameAPI

/// The results of the checks of an account so far, and the decision when they are sufficient. Pure.
struct EmptyTally: Sendable {
    /// How many checks in a row must be empty.
    static let enough = 2

    private struct Sighting: Sendable {
        let pool: PoolID
        /// The moment of the last listing that showed it.
        let serviceDate: Date?
    }

    private let criteria: SelectionCriteria
    private let tolerance: EmptyTolerance
    private var selection: Selection?
    /// The listed sessions in scope, without those known to be gone. They stay in scope, wherever they are listed later.
    private var seen: [SessionID: Sighting] = [:]
    /// The sessions that any listing showed.
    private var everSeen: Set<SessionID> = []
    /// The named sessions that no listing has shown, and that have ended by their own answer.
    private var ended: Set<SessionID> = []
    /// The moment of the last empty listing of a row, by the service's clock.
    private var emptyAt: Date?
    /// Whether the last check was an empty one that did not count, because it had the same answer again.
    private var isRepeated = false
    /// The length of the longest listing.
    private var longest = 0
    private var last: Result<EmptyCheck, FrameAPIError>?
    /// How many checks were made, failed ones counted.
    private(set) var rounds = 0
    /// How many checks in a row, up to the last one, were empty.
    private(set) var emptyInARow = 0
    /// The sessions in scope of the last complete listing.
    private(set) var left: [Plan.Target]?
    /// The sessions of that listing that cannot be judged.
    private(set) var unknown: [Plan.Skipped] = []
    /// The sessions that were in scope or named, that it does not show, and that are not known to be gone.
    private(set) var unverified: [SessionID] = []
    /// The named sessions that the service shows nowhere.
    private(set) var notFound: [SessionID] = []

    /// Listed sessions from which one of those differs only by letter case, composition or invisible characters.
    var lookalikes: [SessionID: SessionID] {
        let looks = notFound.isEmpty ? [:] : everSeen.sorted().byLooks
        return notFound.reduce(into: [:]) { $0[$1] = looks[$1.lookalikeKey] }
    }

    init(_ criteria: SelectionCriteria, tolerance: EmptyTolerance) {
        self.criteria = criteria
        self.tolerance = tolerance
    }

    /// The named sessions that no listing has shown, and that have not answered that they have ended: they must be asked themselves.
    var neverListed: [SessionID] {
        (criteria.sessions ?? []).subtracting(everSeen).subtracting(ended).sorted()
    }

    /// The expected sessions of a listing: those that were in scope before, and are not in it.
    func context(of snapshot: Snapshot, at now: Duration) -> AbsenceVerifier.Context {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        return AbsenceVerifier.Context(
            missing: seen.filter { !listed.contains($0.key) }.sorted { $0.key < $1.key }.map {
                Missing(session: $0.key, reference: $0.value.serviceDate, mustBeAsked: true)
            },
            candidates: inScope(of: snapshot),
            evidence: ListingEvidence(
                snapshot,
                isSuspicious: isSuspicious(snapshot),
                isFamiliar: { everSeen.contains($0) },
                bystanders: [],
                takenAt: now
            )
        )
    }

    private func inScope(of snapshot: Snapshot) -> [SessionID] {
        let bound =
            selection?.rebound(to: snapshot.pools) ?? (try? Selection(criteria, in: PoolDirectory(snapshot.pools)))
        return bound?.verdicts(for: snapshot.sessions).compactMap { _, verdict in
            if case .close(let id, _) = verdict { id } else { nil }
        } ?? []
    }

    private func isSuspicious(_ snapshot: Snapshot) -> Bool {
        snapshot.doubt?.isStriking == true && snapshot.sessions.count >= longest
    }

    /// Adds a check. The first one determines the scope, and the pools that the names of the criteria match.
    ///
    /// - Parameters:
    ///   - findings: The listing, and the sessions that are gone.
    ///   - named: The service's answers about named sessions that no listing has shown.
    /// - Returns: The check, for the observer.
    /// - Throws: ``OperationsError``, when the criteria do not match the first listing.
    mutating func take(
        _ findings: AbsenceVerifier.Findings,
        named: [SessionID: SessionStanding]
    ) throws(OperationsError) -> EmptyCheck {
        let snapshot = findings.snapshot
        let bound: Selection
        let isFirst = selection == nil
        if let selection {
            bound = selection.rebound(to: snapshot.pools)
        } else {
            bound = try Selection(criteria, in: PoolDirectory(snapshot.pools))
        }
        selection = bound
        var left: [Plan.Target] = []
        var unknown: [Plan.Skipped] = []
        let verdicts = bound.verdicts(for: snapshot.sessions)
        if isFirst { try bound.refuseNamedElsewhere(verdicts) }
        for (session, verdict) in verdicts {
            switch verdict {
            case .close(let id, let pool): left.append(Plan.Target(id: id, poolID: pool))
            case .skip where session.id.map { seen[$0] != nil } ?? false:
                guard let id = session.id, let pool = session.poolID ?? seen[id]?.pool else { continue }
                left.append(Plan.Target(id: id, poolID: pool))
            case .skip(let reason) where reason.code.isLackOfKnowledge:
                unknown.append(Plan.Skipped(id: session.id, poolID: session.poolID, reason: reason))
            case .skip: break
            }
        }
        let isTruncated = snapshot.listing.truncation != nil || isSuspicious(snapshot)
        longest = max(longest, snapshot.sessions.count)
        rounds += 1
        for session in findings.outcome.gone { seen[session] = nil }
        for session in left {
            seen[session.id] = Sighting(pool: session.poolID, serviceDate: snapshot.listing.serviceDate)
        }
        everSeen.formUnion(snapshot.sessions.compactMap(\.id))
        ended.formUnion(named.filter { $0.value == .ended }.keys)
        let live = neverListed.filter { named[$0] == .live }
        // An unreadable row may be one of them.
        notFound = snapshot.showsAll ? neverListed.filter { named[$0] == .notFound } : []
        let silent = neverListed.filter { named[$0] != .live && !notFound.contains($0) }
        unverified = (findings.outcome.open + findings.outcome.live + silent).sorted()
        let check = EmptyCheck(
            round: rounds,
            sessions: snapshot.sessions.count,
            inScope: left.count + live.count,
            pools: Set(left.map(\.poolID)).count,
            unknown: unknown.count,
            unverified: unverified.count,
            unlistedExclusions: isFirst ? try criteria.unlistedExclusions(in: snapshot.sessions) : [],
            mayBeTruncated: isTruncated,
            age: snapshot.listing.age
        )
        // The same answer again, from a cache, is no second listing.
        let date = snapshot.listing.serviceDate
        isRepeated = emptyInARow > 0 && date.map { now in emptyAt.map { now <= $0 } ?? false } ?? false
        if !isEmpty(check) { emptyInARow = 0 } else if !isRepeated { emptyInARow += 1 }
        emptyAt = date
        last = .success(check)
        self.left = left
        self.unknown = unknown
        return check
    }

    private func isEmpty(_ check: EmptyCheck) -> Bool {
        check.inScope == 0 && check.unverified == 0 && !check.mayBeTruncated && !check.isStale
            && check.unknown <= tolerance.unknown
    }

    /// Adds a failed check: the next empty one is the first of a row again.
    mutating func take(_ error: FrameAPIError) {
        rounds += 1
        (emptyInARow, isRepeated) = (0, false)
        last = .failure(error)
    }

    /// The verdict at this point.
    ///
    /// - Parameter isOver: Whether the deadline has passed. The second check of a row is still made, once.
    /// - Returns: `nil` when it continues.
    func verdict(isOver: Bool) -> EmptyVerdict? {
        if emptyInARow >= Self.enough {
            return notFound.isEmpty || tolerance.notFound ? .empty : .notFound
        }
        switch last {
        case .failure(let error):
            return isOver || isHopeless(error) ? .failed(error) : nil
        case .success(let check):
            guard isOver, emptyInARow == 0 || isRepeated else { return nil }
            if emptyInARow > 0 { return .stale(age: SessionListing.unknownAge) }
            if check.inScope > 0 { return .notEmpty }
            if check.unverified > 0 { return .unverified(count: check.unverified) }
            if check.isStale { return .stale(age: check.age) }
            if check.mayBeTruncated { return .mayBeTruncated(count: check.sessions) }
            return .unknown(count: check.unknown)
        case nil:
            return nil
        }
    }

    /// Whether waiting does not help: the credential is refused, or the first check already shows a wrong setting.
    private func isHopeless(_ error: FrameAPIError) -> Bool {
        switch error.code {
        case .unauthorized, .forbidden, .proxyUnauthorized: true
        case .notFound, .redirected, .untrusted, .unknownHost, .proxyRefused, .insecureBaseURL: selection == nil
        default: false
        }
    }
}
