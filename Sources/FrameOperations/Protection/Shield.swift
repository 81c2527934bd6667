import FrameAPI

/// The protections of one source, bound to a listing: a part of a selection, stored with it in a saved plan and in a run's log.
package struct Shield: Sendable, Equatable, Codable {
    /// The source: `profile training`.
    package let by: String
    /// Protected pools: as named, and by the ids that the names matched.
    package let pools: [String]
    /// Protected kinds of pool.
    package let kinds: [String]
    /// Protected users.
    package let users: [String]

    /// Binds a protection to a listing. A name that matches several pools protects all of them.
    ///
    /// - Returns: `nil` when it protects neither pools nor kinds nor users.
    /// - Throws: ``OperationsError`` with the code `unknown-protected-pool`: a name that matches no pool would protect nothing.
    init?(_ protection: Protection, in directory: PoolDirectory) throws(OperationsError) {
        guard !(protection.pools + protection.kinds + protection.users).isEmpty else { return nil }
        by = protection.source
        kinds = protection.kinds
        users = protection.users
        var pools = protection.pools
        for name in protection.pools {
            let fitting = directory.pools.filter { Self.fits(name, $0) }
            guard !fitting.isEmpty else {
                throw .unknownProtectedPool(
                    name,
                    source: protection.source,
                    file: protection.file,
                    listed: directory.pools
                )
            }
            pools += fitting.compactMap(\.id?.value).filter { !pools.contains($0) }
        }
        self.pools = pools
    }

    /// Why the sessions of a pool are protected; `nil` when they are not.
    func reason(toSpare pool: Pool, kind: String) -> SkipReason? {
        if pools.contains(where: { Self.fits($0, pool) }) { return .protectedPool(by: by) }
        if kinds.contains(where: { $0.lowercased() == kind.lowercased() }) { return .protectedKind(kind, by: by) }
        return nil
    }

    /// Why a session is protected because of its user; `nil` when it is not.
    func reason(toSpare session: ActiveSession) -> SkipReason? {
        guard !users.isEmpty else { return nil }
        guard !session.users.isEmpty else { return .userNotSent(by: by) }
        let names = Set(session.users.map { $0.lowercased() })
        return users.contains { names.contains($0.lowercased()) } ? .protectedUser(by: by) : nil
    }

    private static func fits(_ name: String, _ pool: Pool) -> Bool {
        pool.id?.value == name || pool.name?.lowercased() == name.lowercased()
    }
}

extension [Shield] {
    /// Binds protections to a listing.
    init(_ protections: Protections, in directory: PoolDirectory) throws(OperationsError) {
        self = []
        for protection in protections.all {
            if let shield = try Shield(protection, in: directory) { append(shield) }
        }
    }

    /// The pools of a listing whose sessions are protected, each with the first reason.
    func spared(in directory: PoolDirectory) -> [PoolID: SkipReason] {
        var spared: [PoolID: SkipReason] = [:]
        for pool in directory.pools {
            guard let id = pool.id, let kind = directory.kind(of: id) else { continue }
            spared[id] = lazy.compactMap { $0.reason(toSpare: pool, kind: kind) }.first
        }
        return spared
    }
}
