package import FrameAPI

extension Plan {
    /// A session that was named or planned and that the listing does not show.
    package struct Absent: Sendable, Hashable, Codable {
        /// The service's answer when it is asked for by itself.
        package enum Finding: String, Sendable, Codable {
            /// The service knows it, and it is not live.
            case ended
            /// The service does not know it.
            case notFound = "not-found"
            /// It is live.
            case live
            /// The answer settles nothing.
            case unknown
        }

        /// The session.
        package let session: SessionID
        /// The service's answer.
        package let finding: Finding
        /// A listed session that differs from it only by letter case, composition or invisible characters, if there is one.
        package let lookalike: SessionID?
        /// Whether a listing showed it before: it is in a plan that was made or confirmed earlier.
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

        /// Whether its absence must be verified. A run does that, when it knows whether sessions are witnesses.
        package var isOpen: Bool { wasListed || finding == .live || finding == .unknown }

        /// Whether it was named, and the service does not know it.
        package var isNotFound: Bool { !wasListed && finding == .notFound }
    }
}

extension Plan.Absent.Finding {
    /// The meaning of an answer beside a listing.
    ///
    /// - Parameters:
    ///   - standing: The answer; `nil` when there is none.
    ///   - snapshot: The listing that does not show the session. A 404 agrees with a listing only if that is complete: an unreadable row
    ///     may be the session, and a service without an endpoint for single sessions answers 404 for each.
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
    /// Asks for sessions that were named or planned and that a listing does not show.
    ///
    /// - Parameters:
    ///   - sessions: The sessions.
    ///   - snapshot: The listing.
    ///   - time: The clock: the requests take at most a minute.
    /// - Returns: The service's answer about each missing session, as far as time allows.
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
    /// The sessions by their appearance, to find the likely intended one.
    var byLooks: [String: SessionID] {
        Dictionary(map { ($0.lookalikeKey, $0) }) { first, _ in first }
    }
}
