import FoundationEssentials
import FrameAPI

/// What a listing is worth as a witness of absence.
struct ListingEvidence: Sendable {
    private let snapshot: Snapshot
    /// What the sessions look like that were not listed when the plan was made.
    private let lookalikes: Set<String>
    /// Whether its length is one at which services end a page, and no listing before was longer.
    private let isSuspicious: Bool
    /// Whether it shows none of several sessions that nobody meant to close.
    private let isStartling: Bool
    /// The moment of the service's clock of which it has to be true at the least; `nil` for any.
    private let notBefore: Date?
    /// When it was complete, on the clock that never goes back.
    let takenAt: Duration

    /// - Parameters:
    ///   - snapshot: The listing.
    ///   - isSuspicious: Whether its length is one at which services end a page, and no listing before was longer.
    ///   - isFamiliar: Whether a session was listed when the plan was made.
    ///   - bystanders: Sessions that nobody meant to close.
    ///   - notBefore: The moment of the service's clock of which it has to be true at the least; `nil` for any.
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

    /// Whether it is all that there is, as far as it shows.
    ///
    /// - Parameter alone: Whether nothing but listings can be asked. Then every length at which services end a page is too little.
    /// - Returns: Whether it is.
    func isWhole(alone: Bool) -> Bool {
        guard snapshot.showsAll, notBefore.map(snapshot.isAsRecent) ?? true else { return false }
        return alone ? snapshot.doubt == nil && !isStartling : !isSuspicious
    }

    /// Whether it would show a session that is there: it is recent enough, and shows none that differs in its spelling alone.
    func proves(absenceOf session: Missing) -> Bool {
        snapshot.isAsRecent(as: session.reference)
            && (lookalikes.isEmpty || !lookalikes.contains(session.session.lookalikeKey))
    }
}
