package import FrameAPI

extension Plan {
    /// A session that was meant and that the listing does not show.
    package struct Absent: Sendable, Hashable, Codable {
        /// What the service says of it when it is asked for by itself.
        package enum Finding: String, Sendable, Codable {
            /// It knows it, and it is not live.
            case ended
            /// It does not know it.
            case notFound = "not-found"
            /// It is live all the same.
            case live
            /// Nothing that settles it.
            case unknown
        }

        /// The session.
        package let session: SessionID
        /// What the service says of it.
        package let finding: Finding
        /// A listed session that differs from it by letter case, composition or invisible characters alone, if there is one.
        package let lookalike: SessionID?
        /// Whether a listing showed it before: it stands in a plan that was made or confirmed earlier.
        package let wasListed: Bool

        /// Makes an entry.
        package init(session: SessionID, finding: Finding, wasListed: Bool, lookalike: SessionID? = nil) {
            self.session = session
            self.lookalike = lookalike
            self.finding = finding
            self.wasListed = wasListed
        }

        enum CodingKeys: String, CodingKey {
            case session, finding, lookalike
            case wasListed = "was_listed"
        }

        /// Whether it has to be verified that it is gone. A run does that, when it knows whether sessions are witnesses.
        package var isOpen: Bool { wasListed || finding == .live || finding == .unknown }

        /// Whether it was named, and the service does not know it.
        package var isNotFound: Bool { !wasListed && finding == .notFound }
    }
}

extension Plan.Absent.Finding {
    /// What an answer says beside a listing.
    ///
    /// - Parameters:
    ///   - standing: The answer; `nil` when there is none.
    ///   - snapshot: The listing that does not show the session. A 404 agrees with a listing only if that shows all that there is:
    ///     a row that cannot be read may be the session, and a service without an address for single sessions answers 404 for each.
    package init(_ standing: SessionStanding?, beside snapshot: Snapshot) {
        self =
            switch standing {
            case .ended: .ended
            case .notFound where !snapshot.showsAll: .unknown
            case .notFound: .notFound
            case .live: .live
            case .inconclusive, nil: .unknown
            }
    }
}

extension AccountReading {
    /// Asks for sessions that were meant and that a listing does not show.
    ///
    /// - Parameters:
    ///   - sessions: Which ones were meant.
    ///   - snapshot: The listing.
    ///   - time: The clock: they are asked for no longer than a minute.
    /// - Returns: What the service says of each that is missing, as far as there was time.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused.
    package func absences(
        of sessions: Set<SessionID>,
        from snapshot: Snapshot,
        time: TimeSource
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        let missing = sessions.subtracting(snapshot.sessions.compactMap(\.id))
        guard !missing.isEmpty else { return [:] }
        return try await standings(of: missing.sorted(), atOnce: 16) { try? await time.sleep(.seconds(60)) }
    }
}

extension Plan {
    /// The sessions that were named and not listed.
    package var named: Set<SessionID> { Set(absent.filter { !$0.wasListed }.map(\.session)) }
}

extension [SessionID] {
    /// The sessions by what they look like, to find the one that somebody may have meant.
    var byLooks: [String: SessionID] {
        Dictionary(map { ($0.lookalikeKey, $0) }) { first, _ in first }
    }
}
