import FoundationEssentials
import FrameAPI

/// The quality of a listing as a witness of absence.
struct ListingEvidence: Sendable {
    private let snapshot: Snapshot
    /// The lookalike keys of the sessions that were not listed when the plan was made.
    private let lookalikes: Set<String>
    /// Whether its length is one at which services end a page, and no listing before was longer.
    private let isSuspicious: Bool
    /// Whether it shows none of several skipped sessions.
    private let isStartling: Bool
    /// The minimum moment of the service's clock for which it has to hold; `nil` for any.
    private let notBefore: Date?
    /// When it was complete, on the monotonic clock.
    let takenAt: Duration

    /// - Parameters:
    ///   - snapshot: The listing.
    ///   - isSuspicious: Whether its length is one at which services end a page, and no listing before was longer.
    ///   - isFamiliar: Whether a session was listed when the plan was made.
    ///   - bystanders: Skipped sessions.
    ///   - notBefore: The minimum moment of the service's clock for which it has to hold; `nil` for any.
    ///   - takenAt: The present.
    init(
        _ snapshot: Snapshot,
        isSuspicious: Bool,
        isFamiliar: (SessionID) -> Bool,
        bystanders: Set<SessionID>,
        notBefore: Date? = nil,
        takenAt: Duration
    ) {
        self.snapshot = snapshot
        self.isSuspicious = isSuspicious
        self.notBefore = notBefore
        self.takenAt = takenAt
        let ids = snapshot.sessions.compactMap(\.id)
        lookalikes = Set(ids.filter { !isFamiliar($0) && !bystanders.contains($0) }.map(\.lookalikeKey))
        isStartling = bystanders.count >= 3 && !ids.contains(where: bystanders.contains)
    }

    var requestedAt: Duration { snapshot.requestedAt }

    var serviceDate: Date? { snapshot.listing.serviceDate }

    /// Whether it is complete, as far as it shows.
    ///
    /// - Parameter alone: Whether only listings are witnesses. Then every length at which services end a page is doubted.
    /// - Returns: Whether it is complete.
    func isWhole(alone: Bool) -> Bool {
        guard snapshot.showsAll, notBefore.map(snapshot.isAsRecent) ?? true else { return false }
        return alone ? snapshot.doubt == nil && !isStartling : !isSuspicious
    }

    /// Whether it would show a session that exists: it is recent enough, and shows no session that differs only in spelling.
    func proves(absenceOf session: Missing) -> Bool {
        snapshot.isAsRecent(as: session.reference)
            && (lookalikes.isEmpty || !lookalikes.contains(session.session.lookalikeKey))
    }
}
