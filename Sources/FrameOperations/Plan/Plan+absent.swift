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
        /// Whether a listing showed it before: it stands in a plan that was made or confirmed earlier.
        package let wasListed: Bool

        /// Makes an entry.
        package init(session: SessionID, finding: Finding, wasListed: Bool) {
            self.session = session
            self.finding = finding
            self.wasListed = wasListed
        }

        enum CodingKeys: String, CodingKey {
            case session, finding
            case wasListed = "was_listed"
        }

        /// Whether it has to be verified that it is gone. A run does that, when it knows whether sessions are witnesses.
        package var isOpen: Bool {
            switch finding {
            case .ended: false
            case .notFound: wasListed
            case .live: true
            case .unknown: wasListed
            }
        }

        /// Whether it was named, and the service shows it nowhere.
        package var isNotFound: Bool { !wasListed && (finding == .notFound || finding == .unknown) }
    }
}

extension Plan.Absent.Finding {
    /// What an answer says.
    package init(_ standing: SessionStanding?) {
        self =
            switch standing {
            case .ended: .ended
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
    /// - Returns: What the service says of each that is missing.
    /// - Throws: ``FrameAPI/FrameAPIError``, when the credential is refused or the task is cancelled.
    package func absences(
        of sessions: Set<SessionID>,
        from snapshot: Snapshot
    ) async throws(FrameAPIError) -> [SessionID: SessionStanding] {
        let missing = sessions.subtracting(snapshot.sessions.compactMap(\.id))
        return try await standings(of: missing.sorted(), atOnce: 16)
    }
}

extension Plan {
    /// Every session that is meant: those to close, and those that were meant and not listed.
    package var meant: Set<SessionID> { Set(targets.map(\.id)).union(absent.map(\.session)) }
}
