import FoundationEssentials
package import FrameAPI

/// A plan as it was confirmed, with the origin of the run. A long list of sessions continues in ``PlannedMore``.
package struct Planned: Sendable, Codable, Equatable {
    /// A skipped session.
    package struct Skipped: Sendable, Equatable {
        package let session: SessionID?
        package let pool: PoolID?
        package let reason: SkipReason
    }

    /// The run's own id.
    package let runID: String
    /// The account, the service and the credential.
    package let subject: PlanSubject
    /// The user, the machine and the process that began the run.
    package let origin: Origin
    /// The reason for the run, in the user's words.
    package let reason: String?
    /// When the listing behind the plan was made, as text in UTC.
    package let listedAt: String
    /// When it was answered by the service's clock, in Unix seconds, if the answer has a date. Its content may be older.
    package let serviceTime: Int?
    /// How many sessions that listing showed.
    package let listed: Int
    /// How many of its rows do not say which session they are, or in which pool.
    package let unreadable: Int
    /// How it was confirmed.
    package let confirmation: Confirmation
    /// Whether it includes new sessions.
    package let sweep: Sweep
    /// The limits of the run.
    package let ceilings: Ceilings
    /// The digest of the saved plan that was applied, if it was one.
    package let planDigest: String?
    /// What was selected.
    package let scope: Scope
    /// How many sessions are to be closed.
    package let targetCount: Int
    /// How many are skipped.
    package let skippedCount: Int
    /// The sessions to close, or the first of them.
    package let targets: [Plan.Target]
    /// The skipped sessions, or the first of them.
    package let skipped: [Skipped]
    /// Sessions that were named or planned and not listed, and the service's answer about each.
    package let absent: [Plan.Absent]
    /// Whether named sessions that are not found are ignored.
    package let ignoreNotFound: Bool
    /// Whether the listing may be truncated: it says so, or its length is a common length of a page.
    package let doubtful: Bool
    /// The notes that were shown with the plan.
    package let notes: [PlanNote]

    enum CodingKeys: String, CodingKey {
        case subject, origin, reason, listed, unreadable, confirmation, sweep, ceilings, scope, targets, skipped,
            absent, doubtful, notes
        case runID = "run_id"
        case listedAt = "listed_at"
        case serviceTime = "service_time"
        case ignoreNotFound = "ignore_not_found"
        case planDigest = "plan_digest"
        case targetCount = "target_count"
        case skippedCount = "skipped_count"
    }
}

extension Planned {
    /// The names of the pools.
    package var poolNames: [PoolID: String] {
        Dictionary(scope.pools.compactMap { pool in pool.name.map { (pool.id, $0) } }) { $1 }
    }

    /// When the listing was answered by the service's clock.
    var serviceDate: Date? { serviceTime.map { Date(unixSeconds: $0) } }

    /// How far that clock is ahead of this machine's, in seconds.
    var clockOffset: Double? {
        guard let serviceDate, let listedAt = try? Date(listedAt, strategy: RunEvent.timeFormat) else { return nil }
        return serviceDate.timeIntervalSince(listedAt)
    }
}

extension Date {
    /// A moment in whole Unix seconds, as the events of a run have those of the service's clock.
    init(unixSeconds: Int) { self.init(timeIntervalSince1970: Double(unixSeconds)) }

    /// The Unix second of the moment, rounded down.
    var unixSeconds: Int { Int(timeIntervalSince1970.rounded(.down)) }
}

extension Planned.Skipped: Codable {
    private enum Key: String, CodingKey {
        case session, pool
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(session, forKey: .session)
        try container.encodeIfPresent(pool, forKey: .pool)
        try reason.encode(to: encoder)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        session = try container.decodeIfPresent(SessionID.self, forKey: .session)
        pool = try container.decodeIfPresent(PoolID.self, forKey: .pool)
        reason = try SkipReason(from: decoder)
    }
}

/// How a plan was confirmed.
package enum Confirmation: String, Sendable, Codable {
    /// The phrase was typed at the question.
    case typed
    /// The phrase was given with the request.
    case given
    /// Any number of sessions was confirmed with the request.
    case blanket
}

/// More sessions of a plan.
package struct PlannedMore: Sendable, Codable, Equatable {
    package let targets: [Plan.Target]
    package let skipped: [Planned.Skipped]
}

/// The run continues in another process.
package struct Resumed: Sendable, Codable, Equatable {
    package let origin: Origin
    /// The credential of that process.
    package let clientID: String

    /// Makes the fact.
    package init(origin: Origin, clientID: String) {
        self.origin = origin
        self.clientID = clientID
    }

    enum CodingKeys: String, CodingKey {
        case origin
        case clientID = "client_id"
    }
}

/// The user who began a run, and the process that carries it out.
package struct Origin: Sendable, Codable, Equatable {
    /// The name of the user on the machine.
    package let user: String
    /// The machine's name.
    package let host: String
    /// The process.
    package let pid: Int
    /// The version of the tool.
    package let version: String

    /// Makes an origin.
    package init(user: String, host: String, pid: Int, version: String) {
        self.user = user
        self.host = host
        self.pid = pid
        self.version = version
    }
}

/// Whether the confirmation includes new sessions.
package enum Sweep: Sendable, Equatable {
    /// They are named and skipped.
    case none
    /// They are closed in up to this many further rounds.
    case rounds(Int)
    /// They are closed until a listing shows no session in scope twice in a row, or the deadline passes.
    case untilEmpty
}

extension Sweep: Codable {
    /// A number of rounds, or `"until-empty"`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .none: try container.encode(0)
        case .rounds(let count): try container.encode(count)
        case .untilEmpty: try container.encode(Self.untilEmptyWord)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
            self = count > 0 ? .rounds(count) : .none
        } else if try container.decode(String.self) == Self.untilEmptyWord {
            self = .untilEmpty
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number and not until-empty")
        }
    }

    private static let untilEmptyWord = "until-empty"
}
