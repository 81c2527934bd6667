package import FoundationEssentials
package import FrameAPI

/// What the service showed at one look: the pools and the sessions.
package struct Snapshot: Sendable {
    /// The pools, as listed.
    package let pools: [Pool]
    /// The sessions, as listed.
    package let sessions: [ActiveSession]
    /// When the look was complete.
    package let takenAt: Date

    /// Makes a snapshot.
    package init(pools: [Pool], sessions: [ActiveSession], takenAt: Date) {
        self.pools = pools
        self.sessions = sessions
        self.takenAt = takenAt
    }

    /// Looks at an account, at its pools and its sessions at once. A session in a pool that is made meanwhile, and not listed, is of an
    /// unknown pool and spared.
    package static func take(from plane: any AccountReading, time: TimeSource) async throws(FrameAPIError) -> Snapshot {
        async let listing = sessions(of: plane)
        let pools = try await plane.pools()
        return Snapshot(pools: pools, sessions: try await listing.get(), takenAt: time.now())
    }

    private static func sessions(of plane: any AccountReading) async -> Result<[ActiveSession], FrameAPIError> {
        do throws(FrameAPIError) {
            return .success(try await plane.activeSessions())
        } catch {
            return .failure(error)
        }
    }

    /// Why the listing of sessions may not be all of them; `nil` when nothing speaks against it.
    ///
    /// No paging is documented for it, so a cut listing would look like any other but for its length.
    package var doubt: ListingDoubt? {
        ListingDoubt(count: sessions.count)
    }
}

/// A listing's length is one at which services cut pages: a round number.
package struct ListingDoubt: Sendable, Equatable {
    /// The length.
    package let count: Int

    init?(count: Int) {
        guard count > 0, count.isMultiple(of: 25) || count.isMultiple(of: 10) else { return nil }
        self.count = count
    }

    /// Whether the length is so common for a page that a reader should know before consenting.
    package var isStriking: Bool {
        count.isMultiple(of: 25) || [10, 20, 30].contains(count)
    }
}
