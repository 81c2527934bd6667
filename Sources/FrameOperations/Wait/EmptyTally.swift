import FoundationEssentials
import FrameAPI

/// What the checks of an account have shown so far, and when that is enough. Pure: what it is given decides.
struct EmptyTally: Sendable {
    /// How many checks in a row must be empty.
    static let enough = 2

    private let criteria: SelectionCriteria
    private let tolerance: EmptyTolerance
    private var selection: Selection?
    /// The sessions in scope that a listing showed, with the moment for which that listing held, less those known to be gone.
    private var seen: [SessionID: Date?] = [:]
    /// The sessions that any listing showed.
    private var everSeen: Set<SessionID> = []
    /// The length of the longest listing.
    private var longest = 0
    private var last: Result<EmptyCheck, FrameAPIError>?
    /// How many checks were made, failed ones counted.
    private(set) var rounds = 0
    /// How many checks up to the last one were empty.
    private(set) var emptyInARow = 0
    /// The sessions in scope of the last complete listing.
    private(set) var left: [Plan.Target]?
    /// The sessions of that listing that cannot be judged.
    private(set) var unknown: [Plan.Skipped] = []
    /// The named sessions that the service shows nowhere.
    private(set) var notFound: [SessionID] = []

    init(_ criteria: SelectionCriteria, tolerance: EmptyTolerance) {
        self.criteria = criteria
        self.tolerance = tolerance
    }

    /// The named sessions that no listing has shown: what they are, only they can tell.
    var neverListed: [SessionID] {
        (criteria.sessions ?? []).subtracting(everSeen).sorted()
    }

    /// What is looked for in a listing: who was in scope before, and is not in it.
    func context(of snapshot: Snapshot, at now: Duration) -> AbsenceVerifier.Context {
        let listed = Set(snapshot.sessions.compactMap(\.id))
        return AbsenceVerifier.Context(
            missing: seen.filter { !listed.contains($0.key) }.sorted { $0.key < $1.key }.map {
                Missing(session: $0.key, reference: $0.value, mustBeAsked: false)
            },
            evidence: ListingEvidence(
                snapshot,
                isSuspicious: isSuspicious(snapshot),
                isFamiliar: { everSeen.contains($0) },
                bystanders: [],
                takenAt: now
            )
        )
    }

    private func isSuspicious(_ snapshot: Snapshot) -> Bool {
        snapshot.doubt?.isStriking == true && snapshot.sessions.count >= longest
    }

    /// Takes a check. The first one decides what is in scope, and which pools the names of the criteria mean.
    ///
    /// - Parameters:
    ///   - findings: The listing, and who is gone.
    ///   - named: What the service says of named sessions that no listing has shown.
    /// - Returns: The check, as it is told.
    /// - Throws: ``OperationsError``, when the criteria do not fit the first listing.
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
        for (session, verdict) in bound.verdicts(for: snapshot.sessions) {
            switch verdict {
            case .close(let id, let pool): left.append(Plan.Target(id: id, poolID: pool))
            case .skip(let reason) where reason.isLackOfKnowledge:
                unknown.append(Plan.Skipped(id: session.id, poolID: session.poolID, reason: reason))
            case .skip: break
            }
        }
        let isTruncated = snapshot.listing.truncation != nil || isSuspicious(snapshot)
        longest = max(longest, snapshot.sessions.count)
        rounds += 1
        for session in findings.outcome.gone { seen[session] = nil }
        let unverified = findings.outcome.open.count + findings.outcome.live.count
        for session in left { seen[session.id] = .some(snapshot.listing.serviceDate) }
        everSeen.formUnion(snapshot.sessions.compactMap(\.id))
        let live = neverListed.filter { named[$0] == .live }
        notFound = neverListed.filter { ![.live, .ended].contains(named[$0]) }
        let check = EmptyCheck(
            round: rounds,
            sessions: snapshot.sessions.count,
            inScope: left.count + live.count,
            pools: Set(left.map(\.poolID)).count,
            unknown: unknown.count,
            unverified: unverified,
            unlistedExclusions: isFirst ? try criteria.unlistedExclusions(in: snapshot.sessions) : [],
            mayBeTruncated: isTruncated
        )
        emptyInARow = isEmpty(check) ? emptyInARow + 1 : 0
        last = .success(check)
        self.left = left
        self.unknown = unknown
        return check
    }

    private func isEmpty(_ check: EmptyCheck) -> Bool {
        check.inScope == 0 && check.unverified == 0 && !check.mayBeTruncated && check.unknown <= tolerance.unknown
    }

    /// Takes note of a check that failed: the next empty one is the first of a row again.
    mutating func take(_ error: FrameAPIError) {
        rounds += 1
        emptyInARow = 0
        last = .failure(error)
    }

    /// How the wait ends here.
    ///
    /// - Parameter isOver: Whether the deadline has passed. The second check of a row is made all the same.
    /// - Returns: `nil` when it continues.
    func verdict(isOver: Bool) -> EmptyVerdict? {
        if emptyInARow >= Self.enough {
            return notFound.isEmpty || tolerance.notFound ? .empty : .notFound
        }
        switch last {
        case .failure(let error):
            return isOver || isHopeless(error) ? .failed(error) : nil
        case .success(let check):
            guard isOver, emptyInARow == 0 else { return nil }
            if check.inScope > 0 { return .notEmpty }
            if check.unverified > 0 { return .unverified(count: check.unverified) }
            if check.mayBeTruncated { return .mayBeTruncated(count: check.sessions) }
            return .unknown(count: check.unknown)
        case nil:
            return nil
        }
    }

    /// Whether no waiting helps: the credential is refused, or the first check already shows that something is set wrong.
    private func isHopeless(_ error: FrameAPIError) -> Bool {
        switch error.code {
        case .unauthorized, .forbidden, .proxyUnauthorized: true
        case .notFound, .redirected, .untrusted, .unknownHost, .proxyRefused, .insecureBaseURL: selection == nil
        default: false
        }
    }
}

extension SkipReason {
    /// Whether a session is skipped because too little is known of it, not because it is out of scope.
    fileprivate var isLackOfKnowledge: Bool {
        switch self {
        case .noID, .unsendableID, .noPool, .unknownPool, .unknownKind, .contradictory, .userNotSent: true
        case .otherKind, .poolNotNamed, .sessionNotNamed, .poolExcluded, .sessionExcluded, .protectedPool,
            .protectedKind,
            .protectedUser, .joinedAfterPlan, .sparedByPlan, .recorded:
            false
        }
    }
}
