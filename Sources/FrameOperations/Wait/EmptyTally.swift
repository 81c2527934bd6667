import FrameAPI

/// What the looks at an account have shown so far, and when that is enough. Pure: what it is given decides.
struct EmptyTally {
    /// How many looks in a row must be empty.
    static let enough = 2

    private let criteria: SelectionCriteria
    private var selection: Selection?
    /// The length of the longest listing.
    private var longest = 0
    private var last: Result<EmptyLook, FrameAPIError>?
    /// How many looks were taken, failed ones counted.
    private(set) var rounds = 0
    /// How many looks up to the last one were empty.
    private(set) var emptyInARow = 0
    /// The sessions in scope of the last complete listing.
    private(set) var left: [Plan.Target]?
    /// How many sessions of that listing cannot be judged.
    private(set) var unknown = 0

    init(_ criteria: SelectionCriteria) {
        self.criteria = criteria
    }

    /// Takes a listing. The first one decides what is in scope, and which pools the names of the criteria mean.
    ///
    /// - Throws: ``OperationsError``, when the criteria do not fit the first listing.
    mutating func take(_ snapshot: Snapshot) throws(OperationsError) -> EmptyLook {
        let bound: Selection
        if let selection {
            bound = selection.rebound(to: snapshot.pools)
        } else {
            bound = try Selection(criteria, in: PoolDirectory(snapshot.pools))
        }
        selection = bound
        var left: [Plan.Target] = []
        var unknown = 0
        for (_, verdict) in bound.verdicts(for: snapshot.sessions) {
            switch verdict {
            case .close(let id, let pool): left.append(Plan.Target(id: id, poolID: pool))
            case .skip(let reason) where reason.isLackOfKnowledge: unknown += 1
            case .skip: break
            }
        }
        longest = max(longest, snapshot.sessions.count)
        rounds += 1
        let look = EmptyLook(
            round: rounds,
            sessions: snapshot.sessions.count,
            inScope: left.count,
            pools: Set(left.map(\.poolID)).count,
            unknown: unknown,
            mayBeCut: snapshot.doubt?.isStriking == true && snapshot.sessions.count == longest
        )
        emptyInARow = look.isEmpty ? emptyInARow + 1 : 0
        last = .success(look)
        self.left = left
        self.unknown = unknown
        return look
    }

    /// Takes note of a look that failed: the next empty one is the first of a row again.
    mutating func take(_ error: FrameAPIError) {
        rounds += 1
        emptyInARow = 0
        last = .failure(error)
    }

    /// How the wait ends here.
    ///
    /// - Parameter isOver: Whether the deadline has passed. The second look of a row is taken all the same.
    /// - Returns: `nil` when it goes on.
    func verdict(isOver: Bool) -> EmptyVerdict? {
        if emptyInARow >= Self.enough { return .empty }
        switch last {
        case .failure(let error):
            return isOver || isHopeless(error) ? .failed(error) : nil
        case .success(let look):
            guard isOver, emptyInARow == 0 else { return nil }
            return look.inScope == 0 ? .mayBeCut(count: look.sessions) : .notEmpty
        case nil:
            return nil
        }
    }

    /// Whether no waiting mends it: the credential is refused, or the first look already shows that something is set wrong.
    private func isHopeless(_ error: FrameAPIError) -> Bool {
        switch error.code {
        case .unauthorized, .forbidden: true
        case .notFound, .redirected, .untrusted: selection == nil
        default: false
        }
    }
}

extension SkipReason {
    /// Whether a session is left alone because too little is known of it, not because it is out of scope.
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
