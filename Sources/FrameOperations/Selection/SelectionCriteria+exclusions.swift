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
        for excluded in unlisted {
            guard let meant = sessions.lazy.compactMap(\.id).first(where: excluded.looksLike) else { continue }
            throw OperationsError(
                .ambiguousSession,
                detail:
                    "--exclude-session “\(Excerpt.of(excluded.value, limit: 120))” is not listed, and differs from the "
                    + "listed session “\(Excerpt.of(meant.value, limit: 120))” by letter case or composition alone",
                remedy: "Copy the id as the listing has it. Nothing was closed"
            )
        }
        return unlisted
    }
}
