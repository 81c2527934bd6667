package import FoundationEssentials
package import FrameAPI

/// What a close would do, as it is shown: exactly these sessions, and all skipped ones with the reason.
package struct Plan: Sendable {
    /// A session to close.
    package struct Target: Sendable, Hashable, Codable {
        /// The session.
        package let id: SessionID
        /// The pool that it was listed in.
        package let poolID: PoolID

        /// Makes a target.
        package init(id: SessionID, poolID: PoolID) {
            self.id = id
            self.poolID = poolID
        }

        enum CodingKeys: String, CodingKey {
            case id
            case poolID = "pool_id"
        }
    }

    /// A listed session that is skipped.
    package struct Skipped: Sendable, Equatable {
        /// The session, when the listing gave an id.
        package let id: SessionID?
        /// Its pool, when the listing gave one.
        package let poolID: PoolID?
        /// The reason.
        package let reason: SkipReason

        /// Makes an entry.
        package init(id: SessionID?, poolID: PoolID?, reason: SkipReason) {
            self.id = id
            self.poolID = poolID
            self.reason = reason
        }
    }

    /// The effect of the plan on one pool.
    package struct PoolTally: Sendable, Equatable {
        /// The pool, as listed; it has an id.
        package let pool: Pool
        /// Whether its sessions are in scope.
        package let isSelected: Bool
        /// How many of its sessions are to be closed.
        package internal(set) var closing = 0
        /// How many of its sessions are skipped.
        package internal(set) var leaving = 0
    }

    /// The account, the service and the credential.
    package let subject: PlanSubject
    /// When the listing was made.
    package let takenAt: Date
    /// The selection, bound to the listing.
    package let selection: Selection
    /// Every pool with an id: those in scope first, each group in the listing's order.
    package let pools: [PoolTally]
    /// The sessions to close.
    package let targets: [Target]
    /// The skipped sessions.
    package let skipped: [Skipped]
    /// Sessions that were named or planned and that the listing does not show.
    package let absent: [Absent]
    /// The quality of the listing.
    package let basis: Basis
    /// Notes to read before confirming.
    package let notes: [PlanNote]

    /// The quality of the listing behind a plan.
    package struct Basis: Sendable, Hashable, Codable {
        /// Whether it may be truncated: it says so, or its length is a common length of a page.
        package let doubtful: Bool
        /// How many rows do not say which session they are, or in which pool.
        package let unreadable: Int
        /// When it was answered by the service's clock, in Unix seconds, if the answer has a date. Its content may be older.
        package let serviceTime: Int?

        /// Makes a basis.
        package init(doubtful: Bool = false, unreadable: Int = 0, serviceTime: Int? = nil) {
            self.doubtful = doubtful
            self.unreadable = unreadable
            self.serviceTime = serviceTime
        }

        /// The quality of a listing.
        package init(_ snapshot: Snapshot) {
            self.init(
                doubtful: snapshot.doubt?.isStriking == true || snapshot.isStale,
                unreadable: snapshot.unreadableCount,
                serviceTime: snapshot.listing.serviceDate?.addingTimeInterval(snapshot.listing.age / .seconds(1))
                    .unixSeconds
            )
        }

        enum CodingKeys: String, CodingKey {
            case doubtful, unreadable
            case serviceTime = "service_time"
        }
    }

    /// Makes the plan of a snapshot. Pure: the same snapshot and criteria give the same plan.
    ///
    /// - Parameters:
    ///   - subject: The account.
    ///   - snapshot: The listing.
    ///   - criteria: The selection criteria.
    ///   - answers: The service's answers about named sessions that the listing does not show.
    /// - Throws: ``OperationsError``, when the criteria do not match the listing.
    package init(
        subject: PlanSubject,
        snapshot: Snapshot,
        criteria: SelectionCriteria,
        answers: [SessionID: SessionStanding] = [:]
    ) throws(OperationsError) {
        let directory = PoolDirectory(snapshot.pools)
        let selection = try Selection(criteria, in: directory)
        let unlisted = try criteria.unlistedExclusions(in: snapshot.sessions)
        var targets: [Target] = []
        var skipped: [Skipped] = []
        let verdicts = selection.verdicts(for: snapshot.sessions)
        for (session, verdict) in verdicts {
            switch verdict {
            case .close(let id, let pool): targets.append(Target(id: id, poolID: pool))
            case .skip(let reason): skipped.append(Skipped(id: session.id, poolID: session.poolID, reason: reason))
            }
        }
        if targets.isEmpty { try selection.refuseNamedElsewhere(verdicts) }
        try Self.refuseUnknownUsers(skipped, besides: targets.count)
        self.init(
            subject: subject,
            takenAt: snapshot.takenAt,
            selection: selection,
            targets: targets,
            skipped: skipped,
            absent: Self.absent(criteria, in: snapshot, answers: answers),
            basis: Basis(snapshot),
            notes: PlanNote.notes(on: snapshot, directory, skipped: skipped)
                + PlanNote.note(.unlistedExclusions, unlisted.map(\.value))
                + PlanNote.note(.unlistedKinds, criteria.unlistedKinds(in: directory))
                + PlanNote.note(.unlistedUsers, selection.unlistedUsers(in: snapshot.sessions))
        )
    }

    /// Makes a plan of its parts, as stored in a log or a file.
    package init(
        subject: PlanSubject,
        takenAt: Date,
        selection: Selection,
        targets: [Target],
        skipped: [Skipped],
        absent: [Absent],
        basis: Basis,
        notes: [PlanNote]
    ) {
        self.subject = subject
        self.takenAt = takenAt
        self.selection = selection
        pools = Self.tally(selection, targets: targets, skipped: skipped)
        self.targets = targets
        self.skipped = skipped
        self.absent = absent
        self.basis = basis
        self.notes = notes
    }

    /// The same plan with one more note, before the others.
    package func noting(_ note: PlanNote) -> Plan {
        Plan(
            subject: subject,
            takenAt: takenAt,
            selection: selection,
            targets: targets,
            skipped: skipped,
            absent: absent,
            basis: basis,
            notes: [note] + notes
        )
    }

    /// How many sessions the listing shows, each id once.
    package var listedCount: Int { targets.count + skipped.count }

    private static func tally(
        _ selection: Selection,
        targets: [Target],
        skipped: [Skipped]
    ) -> [PoolTally] {
        let selected = Set(selection.pools.compactMap(\.id))
        var tallies: [PoolID: PoolTally] = [:]
        for pool in selection.directory.pools {
            if let id = pool.id { tallies[id] = PoolTally(pool: pool, isSelected: selected.contains(id)) }
        }
        for target in targets { tallies[target.poolID]?.closing += 1 }
        for session in skipped { if let id = session.poolID { tallies[id]?.leaving += 1 } }
        let all = selection.directory.pools.compactMap { $0.id.flatMap { tallies[$0] } }
        return all.filter(\.isSelected) + all.filter { !$0.isSelected }
    }

    private static func absent(
        _ criteria: SelectionCriteria,
        in snapshot: Snapshot,
        answers: [SessionID: SessionStanding]
    ) -> [Absent] {
        guard let named = criteria.sessions else { return [] }
        let listed = snapshot.sessions.compactMap(\.id)
        let missing = named.subtracting(listed).sorted()
        let looks = missing.isEmpty ? [:] : listed.byLooks
        return missing.map { session in
            Absent(
                session: session,
                finding: Absent.Finding(answers[session], beside: snapshot),
                wasListed: false,
                lookalike: looks[session.lookalikeKey]
            )
        }
    }
}

/// The account, the service and the credential of a plan.
package struct PlanSubject: Sendable, Equatable, Codable {
    /// The account.
    package let account: AccountID
    /// Its name, when the service gives one.
    package let accountName: String?
    /// The base URL.
    package let apiURL: String
    /// The public half of the credential.
    package let clientID: String

    /// Makes a subject.
    package init(account: AccountID, accountName: String?, apiURL: String, clientID: String) {
        self.account = account
        self.accountName = accountName
        self.apiURL = apiURL
        self.clientID = clientID
    }

    enum CodingKeys: String, CodingKey {
        case account
        case accountName = "account_name"
        case apiURL = "api_url"
        case clientID = "client_id"
    }

    /// The account's name, or else its id.
    package var title: String {
        accountName.flatMap { $0.isEmpty ? nil : $0 } ?? account.value
    }
}
