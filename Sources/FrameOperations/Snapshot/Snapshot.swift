package import FoundationEssentials
package import FrameAPI

/// The pools and sessions that the service listed at one time.
package struct Snapshot: Sendable {
    /// The pools, as listed.
    package let pools: [Pool]
    /// The sessions, with their answer's statements about completeness and age.
    package let listing: SessionListing
    /// When the listings were complete.
    package let takenAt: Date
    /// When they were requested, on the monotonic clock.
    package let requestedAt: Duration
    /// How many rows do not say which session they are, or in which pool; each row that contradicts another one about its session counts
    /// too.
    package let unreadableCount: Int

    /// Makes a snapshot.
    package init(pools: [Pool], listing: SessionListing, takenAt: Date, requestedAt: Duration = .zero) {
        self.pools = pools
        self.listing = listing
        self.takenAt = takenAt
        self.requestedAt = requestedAt
        unreadableCount = Self.unreadableCount(of: listing.sessions)
    }

    private static func unreadableCount(of sessions: [ActiveSession]) -> Int {
        var pools: [SessionID: PoolID] = [:]
        pools.reserveCapacity(sessions.count)
        return sessions.count { session in
            guard session.isReadable, let id = session.id, let pool = session.poolID else { return true }
            return pools.updateValue(pool, forKey: id).map { $0 != pool } ?? false
        }
    }

    /// Makes a snapshot of rows without statements of the answer.
    package init(pools: [Pool], sessions: [ActiveSession], takenAt: Date) {
        self.init(pools: pools, listing: SessionListing(sessions: sessions), takenAt: takenAt)
    }

    /// The sessions, as listed.
    package var sessions: [ActiveSession] { listing.sessions }

    /// Lists an account's pools and sessions, both at once. A session in a pool that is created meanwhile, and not listed, has an unknown
    /// pool and is never closed.
    package static func take(from plane: any AccountReading, time: TimeSource) async throws(FrameAPIError) -> Snapshot {
        let requestedAt = time.elapsed()
        async let listing = sessions(of: plane)
        let pools = try await plane.pools()
        return Snapshot(pools: pools, listing: try await listing.get(), takenAt: time.now(), requestedAt: requestedAt)
    }

    /// The first snapshot of an account, for a plan. An empty listing is taken again a second later, because the first may be a fault.
    package static func first(from plane: any AccountReading, time: TimeSource) async throws(FrameAPIError) -> Snapshot
    {
        let snapshot = try await take(from: plane, time: time)
        guard snapshot.sessions.isEmpty else { return snapshot }
        // A cancelled pause is followed by the listing all the same.
        try? await time.sleep(.seconds(1))
        return try await take(from: plane, time: time)
    }

    private static func sessions(of plane: any AccountReading) async -> Result<SessionListing, FrameAPIError> {
        do throws(FrameAPIError) {
            return .success(try await plane.activeSessions())
        } catch {
            return .failure(error)
        }
    }

    /// Why the listing of sessions may be truncated; `nil` without a sign.
    package var doubt: ListingDoubt? {
        listing.truncation.map { .truncated($0) } ?? ListingDoubt(count: sessions.count)
    }

    /// Whether every row is readable, and the listing does not say of itself that it is partial.
    package var showsAll: Bool { listing.truncation == nil && unreadableCount == 0 }

    /// Whether the listing holds for a moment of the service's clock, or for a later one. Both clocks show whole seconds.
    ///
    /// - Parameter moment: The moment; `nil` when it is not known. Then a listing that comes from no cache counts as new. A listing without
    ///   a date does not, when the service has dated other answers.
    /// - Returns: Whether it holds.
    func isAsRecent(as moment: Date?) -> Bool {
        guard let moment else { return listing.age <= Self.tolerance }
        guard let served = listing.serviceDate else { return false }
        return served.timeIntervalSince(moment) >= -(Self.tolerance / .seconds(1))
    }

    /// How far apart two moments may be that count as the same: both clocks show whole seconds, and an answer takes time.
    static let tolerance: Duration = .seconds(2)

    /// Whether the listing of sessions came from a cache, so that it says nothing about sessions that have started since.
    package var isStale: Bool { listing.age > Self.tolerance }
}
