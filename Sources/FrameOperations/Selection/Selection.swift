package import FrameAPI

/// Criteria bound to one listing of pools: the one place that decides which sessions are in scope.
package struct Selection: Sendable {
    let directory: PoolDirectory
    /// The kinds, as given and as they are compared.
    package let kinds: [String]
    private let comparedKinds: Set<String>
    private let named: Set<PoolID>?
    private let excluded: Set<PoolID>
    private let sessions: Set<SessionID>?
    private let excludedSessions: Set<SessionID>
    private let excludedLooks: Set<String>
    /// The protections, and the protected pools of the listing.
    private let shields: [Shield]
    private let sparedPools: [PoolID: SkipReason]

    /// Binds criteria to a listing.
    ///
    /// - Throws: ``OperationsError``: a named or protected pool that is not listed, a name that matches several, a named pool of another
    ///   kind, or no pool of a selected kind.
    package init(_ criteria: SelectionCriteria, in directory: PoolDirectory) throws(OperationsError) {
        self.directory = directory
        kinds = criteria.kinds
        let comparedKinds = Self.compared(criteria.kinds)
        self.comparedKinds = comparedKinds
        sessions = criteria.sessions
        excludedSessions = criteria.excludedSessions
        excludedLooks = Set(excludedSessions.map(\.lookalikeKey))
        named = criteria.pools.isEmpty ? nil : try Self.resolve(criteria.pools, for: .selecting, in: directory)
        excluded = try Self.resolve(criteria.excludedPools, for: .excluding, in: directory)
        shields = try [Shield](criteria.protections, in: directory)
        sparedPools = shields.spared(in: directory)
        func isSelected(_ id: PoolID) -> Bool {
            directory.kind(of: id).map { comparedKinds.contains($0.lowercased()) } ?? false
        }
        // A named pool that is excluded, too, is skipped, as requested.
        if let other = (named ?? []).subtracting(excluded).sorted().first(where: { !isSelected($0) }) {
            throw Self.otherKind(other, criteria, in: directory)
        }
        let candidates = named.map(Array.init) ?? directory.pools.compactMap(\.id)
        guard candidates.contains(where: isSelected) else { throw Self.noSelectedPool(criteria, in: directory) }
    }

    /// Restores a stored selection.
    package init(_ scope: Scope) {
        self.init(scope, directory: PoolDirectory(scope.pools.map(\.pool)))
    }

    private init(_ scope: Scope, directory: PoolDirectory) {
        self.directory = directory
        kinds = scope.kinds
        comparedKinds = Self.compared(scope.kinds)
        named = scope.onlyPools.map { Set($0) }
        excluded = Set(scope.exceptPools)
        sessions = scope.onlySessions.map { Set($0) }
        excludedSessions = Set(scope.exceptSessions)
        excludedLooks = Set(excludedSessions.map(\.lookalikeKey))
        shields = scope.protected ?? []
        sparedPools = shields.spared(in: directory)
    }

    /// The selection in the form for storing. A pool about which the listing contradicts itself is stored without a kind.
    package var scope: Scope {
        Scope(
            kinds: kinds,
            pools: directory.pools.compactMap { pool in
                pool.id.map { Scope.ListedPool(id: $0, kind: directory.kind(of: $0), name: pool.name) }
            },
            onlyPools: named?.sorted(),
            exceptPools: excluded.sorted(),
            onlySessions: sessions?.sorted(),
            exceptSessions: excludedSessions.sorted(),
            protected: shields.isEmpty ? nil : shields
        )
    }

    /// The same selection on a later listing, for closing: names keep the pools that they matched before, whatever those are called now,
    /// and a pool that is not listed is unknown.
    package func bound(to listed: [Pool]) -> Selection {
        Selection(self, directory: PoolDirectory(listed), shields: shields)
    }

    /// The same selection, with further protections.
    ///
    /// - Throws: ``OperationsError`` with the code `unknown-protected-pool`.
    package func protected(by protections: Protections) throws(OperationsError) -> Selection {
        let added = try [Shield](protections, in: directory).filter { !shields.contains($0) }
        return Selection(self, directory: directory, shields: shields + added)
    }

    /// The same selection on a later listing, for reports: as ``bound(to:)``, but a pool that is no longer listed keeps its kind.
    func rebound(to listed: [Pool]) -> Selection {
        let known = Set(listed.compactMap(\.id))
        let missing = directory.pools.filter { pool in pool.id.map { !known.contains($0) } ?? false }
        return bound(to: listed + missing)
    }

    private init(_ bound: Selection, directory: PoolDirectory, shields: [Shield]) {
        self.directory = directory
        kinds = bound.kinds
        comparedKinds = bound.comparedKinds
        named = bound.named
        excluded = bound.excluded
        sessions = bound.sessions
        excludedSessions = bound.excludedSessions
        excludedLooks = bound.excludedLooks
        self.shields = shields
        sparedPools = shields.spared(in: directory)
    }

    /// The protected users, in the spelling of the protection.
    var protectedUsers: [String] { shields.flatMap(\.users) }

    private static func compared(_ kinds: [String]) -> Set<String> {
        Set(kinds.map { $0.lowercased() })
    }

    /// The pools whose sessions are in scope, in the listing's order.
    package var pools: [Pool] {
        directory.pools.filter { $0.id.map { reason(toSkip: $0) == nil } ?? false }
    }

    /// Judges one listed session on its own. A session that is listed twice is judged by ``verdicts(for:)``.
    package func verdict(for session: ActiveSession) -> Verdict {
        if session.isContradictory { return .skip(.contradictory) }
        guard let id = session.id else { return .skip(.noID) }
        guard id.isSendable else { return .skip(.unsendableID) }
        guard let pool = session.poolID else { return .skip(.noPool) }
        if excludedSessions.contains(id) { return .skip(.sessionExcluded) }
        if let reason = reason(toSkip: pool) { return .skip(reason) }
        if let sessions, !sessions.contains(id) { return .skip(.sessionNotNamed) }
        for shield in shields { if let reason = shield.reason(toSpare: session) { return .skip(reason) } }
        return .close(id, in: pool)
    }

    /// Judges a complete listing. A session listed twice counts once; in two different pools it is contradictory and skipped.
    package func verdicts(for sessions: [ActiveSession]) -> [(session: ActiveSession, verdict: Verdict)] {
        var position: [SessionID: Int] = [:]
        position.reserveCapacity(sessions.count)
        var result: [(session: ActiveSession, verdict: Verdict)] = []
        result.reserveCapacity(sessions.count)
        for session in sessions {
            guard let id = session.id, let earlier = position.updateValue(result.count, forKey: id) else {
                result.append((session, verdict(for: session)))
                continue
            }
            position[id] = earlier
            if result[earlier].session.poolID != session.poolID {
                result[earlier].verdict = .skip(.contradictory)
            }
        }
        return result
    }

    /// Whether an excluded session differs from this one only by letter case, composition or invisible characters.
    func excludesLookalike(of session: SessionID) -> Bool {
        !excludedLooks.isEmpty && excludedLooks.contains(session.lookalikeKey)
    }

    private func reason(toSkip pool: PoolID) -> SkipReason? {
        switch directory[pool] {
        case nil: return .unknownPool
        case .withoutKind: return .unknownKind
        case .contradictory: return .contradictory
        case .known(let kind):
            if let reason = sparedPools[pool] { return reason }
            if excluded.contains(pool) { return .poolExcluded }
            if !comparedKinds.contains(kind.lowercased()) { return .otherKind(kind) }
            if let named, !named.contains(pool) { return .poolNotNamed }
            return nil
        }
    }
}
