package import FrameAPI

/// Criteria bound to one listing of pools: the one place that decides which sessions are in scope.
package struct Selection: Sendable {
    private let directory: PoolDirectory
    private let kinds: Set<String>
    private let named: Set<PoolID>?
    private let excluded: Set<PoolID>
    private let criteria: SelectionCriteria

    /// Binds criteria to a listing.
    ///
    /// - Throws: ``OperationsError``: a named pool that is not listed, a name that fits several, or no pool of a selected kind.
    package init(_ criteria: SelectionCriteria, in directory: PoolDirectory) throws(OperationsError) {
        self.criteria = criteria
        self.directory = directory
        let kinds = Set(criteria.kinds.map { $0.lowercased() })
        self.kinds = kinds
        named = criteria.pools.isEmpty ? nil : try Self.resolve(criteria.pools, option: "--pool", in: directory)
        excluded = try Self.resolve(criteria.excludedPools, option: "--exclude-pool", in: directory)
        let candidates = named.map(Array.init) ?? directory.pools.compactMap(\.id)
        guard
            candidates.contains(where: { id in directory.kind(of: id).map { kinds.contains($0.lowercased()) } ?? false }
            )
        else { throw Self.noSelectedPool(criteria, in: directory) }
    }

    private init(_ bound: Selection, directory: PoolDirectory) {
        criteria = bound.criteria
        kinds = bound.kinds
        named = bound.named
        excluded = bound.excluded
        self.directory = directory
    }

    /// The same selection on a later listing: names mean the pools that they meant before, whatever those are called by now, and
    /// a pool that is no longer listed is what it was.
    func rebound(to listed: [Pool]) -> Selection {
        let known = Set(listed.compactMap(\.id))
        let missing = directory.pools.filter { pool in pool.id.map { !known.contains($0) } ?? false }
        return Selection(self, directory: PoolDirectory(listed + missing))
    }

    /// The pools whose sessions are in scope, in the listing's order.
    package var pools: [Pool] {
        directory.pools.filter { $0.id.map { reason(toSkip: $0) == nil } ?? false }
    }

    /// Judges one listed session on its own. A session that is listed twice is judged by ``verdicts(for:)``.
    package func verdict(for session: ActiveSession) -> Verdict {
        guard let id = session.id else { return .skip(.noID) }
        guard id.isSendable else { return .skip(.unsendableID) }
        guard let pool = session.poolID else { return .skip(.noPool) }
        if criteria.excludedSessions.contains(id) { return .skip(.sessionExcluded) }
        if let reason = reason(toSkip: pool) { return .skip(reason) }
        if let only = criteria.sessions, !only.contains(id) { return .skip(.sessionNotNamed) }
        return .close(id, in: pool)
    }

    /// Judges a whole listing. A session listed twice counts once; in two different pools it is contradictory and spared.
    package func verdicts(for sessions: [ActiveSession]) -> [(session: ActiveSession, verdict: Verdict)] {
        var position: [SessionID: Int] = [:]
        position.reserveCapacity(sessions.count)
        var result: [(session: ActiveSession, verdict: Verdict)] = []
        result.reserveCapacity(sessions.count)
        for session in sessions {
            guard let id = session.id, let earlier = position[id] else {
                if let id = session.id { position[id] = result.count }
                result.append((session, verdict(for: session)))
                continue
            }
            if result[earlier].session.poolID != session.poolID {
                result[earlier].verdict = .skip(.contradictory)
            }
        }
        return result
    }

    private func reason(toSkip pool: PoolID) -> SkipReason? {
        switch directory[pool] {
        case nil: return .unknownPool
        case .withoutKind: return .unknownKind
        case .contradictory: return .contradictory
        case .known(let kind):
            if excluded.contains(pool) { return .poolExcluded }
            if !kinds.contains(kind.lowercased()) { return .otherKind(kind) }
            if let named, !named.contains(pool) { return .poolNotNamed }
            return nil
        }
    }
}

extension Selection {
    /// Finds the pools that a user named, by id first and then by name without regard to case.
    private static func resolve(
        _ names: [String],
        option: String,
        in directory: PoolDirectory
    ) throws(OperationsError) -> Set<PoolID> {
        var found: Set<PoolID> = []
        for name in names {
            if directory[PoolID(name)] != nil {
                found.insert(PoolID(name))
                continue
            }
            let fitting = directory.pools.filter { $0.name?.lowercased() == name.lowercased() }.compactMap(\.id)
            guard let first = fitting.first else { throw unknownPool(name, option: option, in: directory) }
            guard fitting.count == 1 else {
                throw OperationsError(
                    .ambiguousPool,
                    detail: "\(option) “\(name)” fits \(fitting.count) pools",
                    remedy: "Name the one that is meant by its id: \(fitting.map(\.value).joined(separator: ", "))"
                )
            }
            found.insert(first)
        }
        return found
    }

    private static func unknownPool(_ name: String, option: String, in directory: PoolDirectory) -> OperationsError {
        let namesWereSent = directory.pools.contains { $0.name != nil }
        let known = directory.pools.prefix(10).compactMap { pool in
            pool.id.map { id in pool.name.map { "\($0) (\(id))" } ?? id.value }
        }
        return OperationsError(
            .unknownPool,
            detail: "\(option) “\(name)” fits no pool of this account"
                + (namesWereSent ? "" : "; the service sent no names, so only ids can match"),
            remedy: known.isEmpty ? "The account has no pools" : "Its pools are: \(known.joined(separator: ", "))"
        )
    }

    private static func noSelectedPool(_ criteria: SelectionCriteria, in directory: PoolDirectory) -> OperationsError {
        let wanted = criteria.kinds.joined(separator: ", ")
        let scope = criteria.pools.isEmpty ? "this account has" : "--pool names"
        var count: [String: Int] = [:]
        for pool in directory.pools {
            count[pool.id.flatMap(directory.kind) ?? "(no kind)", default: 0] += 1
        }
        let kinds = count.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return OperationsError(
            .noSelectedPool,
            detail: "\(scope) no pool of kind \(wanted); "
                + (kinds.isEmpty ? "it shows no pool at all" : "the kinds that there are: \(kinds)"),
            remedy: "Check the account and the credential's role; name other kinds with --kind, if they are meant"
        )
    }
}
