import FrameAPI

extension SelectionCriteria {
    /// Checks excluded sessions against a listing: an id that is not listed excludes nobody.
    ///
    /// - Parameter sessions: The listing.
    /// - Returns: The excluded sessions that it does not show.
    /// - Throws: ``OperationsError`` with the code `ambiguous-session`, when one of them differs by letter case, composition or
    ///   invisible characters alone from a session that is listed: it would be closed, though somebody meant to exclude it.
    func unlistedExclusions(in sessions: [ActiveSession]) throws(OperationsError) -> [SessionID] {
        let unlisted = excludedSessions.subtracting(sessions.compactMap(\.id)).sorted()
        let looks = unlisted.isEmpty ? [:] : sessions.compactMap(\.id).byLooks
        for excluded in unlisted {
            guard let meant = looks[excluded.lookalikeKey] else { continue }
            throw .ambiguousSession(excluded: excluded, listed: meant)
        }
        return unlisted
    }
}
