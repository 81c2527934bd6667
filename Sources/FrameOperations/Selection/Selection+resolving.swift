package import FrameAPI

extension PoolDirectory {
    /// The ids of pools that a user named, by id first and then by name without regard to case.
    ///
    /// - Throws: `unknown-pool`, `ambiguous-pool`.
    package func ids(ofPoolsNamed names: [String]) throws(OperationsError) -> Set<PoolID> {
        try Selection.resolve(names, for: .selecting, in: self)
    }
}

extension Selection {
    /// Finds the pools that a user named, by id first and then by name without regard to case.
    static func resolve(
        _ names: [String],
        for purpose: OperationsError.NamedFor,
        in directory: PoolDirectory
    ) throws(OperationsError) -> Set<PoolID> {
        var found: Set<PoolID> = []
        for name in names {
            if directory[PoolID(name)] != nil {
                found.insert(PoolID(name))
                continue
            }
            let fitting = directory.pools.filter { $0.name?.lowercased() == name.lowercased() }.compactMap(\.id)
            guard let first = fitting.first else {
                let known = directory.pools.flatMap { [$0.name, $0.id?.value].compactMap { $0 } }
                let nearest = NearestWord.of(name, among: known)
                throw .unknownPool(name, purpose, nearest: nearest, listed: directory.pools)
            }
            guard fitting.count == 1 else { throw .ambiguousPool(name, purpose, matching: fitting) }
            found.insert(first)
        }
        return found
    }

    /// Finds a named pool of a kind that is not selected: all of its sessions would be skipped, although it was named.
    static func otherKind(
        _ id: PoolID,
        _ criteria: SelectionCriteria,
        in directory: PoolDirectory
    ) -> OperationsError {
        .poolOfOtherKind(
            id,
            name: directory.pools.first { $0.id == id }?.name,
            kind: directory.kind(of: id),
            selectedKinds: criteria.kinds
        )
    }

    /// Refuses named sessions that are listed in a pool of another kind, or not among the named ones: they would be skipped silently.
    func refuseNamedElsewhere(_ verdicts: [(session: ActiveSession, verdict: Verdict)]) throws(OperationsError) {
        guard let named = scope.onlySessions.map(Set.init) else { return }
        for (session, verdict) in verdicts {
            guard let id = session.id, named.contains(id), case .skip(let reason) = verdict else { continue }
            guard [.otherKind, .poolNotNamed].contains(reason.code) else { continue }
            let pool = session.poolID.flatMap { id in directory.pools.first { $0.id == id } }
            throw .sessionNotSelected(id, pool: pool?.name ?? pool?.id?.value, reason, selectedKinds: kinds)
        }
    }

    static func noSelectedPool(_ criteria: SelectionCriteria, in directory: PoolDirectory) -> OperationsError {
        var count: [String?: Int] = [:]
        for pool in directory.pools { count[pool.id.flatMap(directory.kind), default: 0] += 1 }
        return .noSelectedPool(
            kinds: criteria.kinds,
            found: count.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { .init(kind: $0.key, pools: $0.value) },
            isNamed: !criteria.pools.isEmpty
        )
    }
}
