package import FrameAPI

/// How a run goes about its work.
package struct RunSettings: Sendable, Equatable {
    /// How many requests may be under way at once; how many are is found out, see ``Pacer``.
    package var concurrency: Int
    /// How many requests may be sent in a second; `nil` for as many as the service allows.
    package var rate: Double?
    /// How long DELETEs may be sent in all, from the beginning; then the account is checked once more and the run ends.
    package var limit: Duration
    /// The allowed hours that end when the limit has passed; `nil` for a limit of the run's own.
    package var limitHours: ClosingHours?
    /// How many targets the run may have in all, newcomers included; `nil` for what the ceilings of its consent say.
    package var mostTargets: Int?
    /// How many sessions may fail before the run stops; `nil` for any number.
    package var failureCeiling: FailureCeiling?
    /// What is protected: the hours of the day are checked before each batch of DELETEs, by the clock on the wall.
    package var protections = Protections()
    /// How many accepted sessions are asked for by themselves when that many or more are no longer listed; `nil` for all.
    package var sample: Int? = 64
    /// How often the account is listed while DELETEs go out.
    package var pollInterval: Duration = .seconds(15)
    /// How many DELETEs go out for each listing in between at least, of pools and of sessions: no more than 2 % of the requests are such
    /// listings.
    package var requestsPerPoll = 100
    /// How long to wait for targets that are closing, from the end of the first pass; and how long the service may turn every
    /// DELETE away.
    package var deadline: Duration
    /// How many DELETEs one session has, those turned away by a 429 not counted.
    package var attempts: Int
    /// The waits before a DELETE is sent again.
    package var resendBackoff: Backoff
    /// The waits between checks.
    package var lookBackoff: Backoff
    /// How long the one check after an interruption may take.
    package var lastLook: Duration

    /// Makes settings.
    package init(
        concurrency: Int = 32,
        rate: Double? = nil,
        limit: Duration = .seconds(12 * 3_600),
        failureCeiling: FailureCeiling? = nil,
        deadline: Duration = .seconds(300),
        attempts: Int = 4,
        resendBackoff: Backoff = Backoff(base: .milliseconds(50), limit: .seconds(20)),
        lookBackoff: Backoff = Backoff(base: .milliseconds(250), limit: .seconds(10)),
        lastLook: Duration = .seconds(5)
    ) {
        self.concurrency = max(1, concurrency)
        self.rate = rate
        self.limit = limit
        self.failureCeiling = failureCeiling
        self.deadline = deadline
        self.attempts = max(1, attempts)
        self.resendBackoff = resendBackoff
        self.lookBackoff = lookBackoff
        self.lastLook = lastLook
    }

    /// Why a run ends whose limit has passed.
    var limitReached: Stopped { limitHours.map(Stopped.hours) ?? .timeLimit(limit) }
}

/// How many sessions may fail before a run stops sending.
package enum FailureCeiling: Sendable, Equatable {
    /// So many.
    case count(Int)
    /// So many in a hundred of those that were confirmed, rounded up.
    case percent(Double)

    /// How many sessions may fail.
    ///
    /// - Parameter targets: How many were confirmed.
    /// - Returns: The number; with one more the run stops.
    package func allowed(of targets: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): Int((Double(targets) * min(percent, 100) / 100).rounded(.up))
        }
    }
}
