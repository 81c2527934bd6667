package import FrameAPI

/// The settings of a run.
package struct RunSettings: Sendable, Equatable {
    /// The maximum number of requests in flight; the actual number is adjusted automatically, see ``Pacer``.
    package var concurrency: Int
    /// The maximum number of requests in each second; `nil` for the service's limit alone.
    package var rate: Double?
    /// How long DELETEs may be sent in total, from the beginning; then the account is checked once more and the run ends.
    package var limit: Duration
    /// The allowed hours that end when the limit has passed; `nil` for a limit of the run's own.
    package var limitHours: ClosingHours?
    /// The maximum number of targets of the run, newcomers included; `nil` for the limits of its confirmation.
    package var mostTargets: Int?
    /// How many sessions may fail before the run stops; `nil` for any number.
    package var failureCeiling: FailureCeiling?
    /// The protections: the hours of the day are checked before each batch of DELETEs, by the wall clock.
    package var protections = Protections()
    /// How many accepted sessions are asked for by themselves when that many or more are no longer listed; `nil` for all.
    package var sample: Int? = 64
    /// How often the account is listed while DELETEs are sent.
    package var pollInterval: Duration = .seconds(15)
    /// The minimum number of DELETEs for each such listing, of pools and of sessions: at most 2 % of the requests are such listings.
    package var requestsPerPoll = 100
    /// How long to wait for targets that are closing, from the end of the first pass; and how long the service may reject every DELETE.
    package var deadline: Duration
    /// The maximum number of DELETEs for one session, without those rejected by a 429.
    package var attempts: Int
    /// The waits before a DELETE is sent again.
    package var resendBackoff: Backoff
    /// The waits between checks.
    package var lookBackoff: Backoff
    /// The maximum time of the one check after an interruption.
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

    /// The reason when a run reaches its time limit.
    var limitReached: Stopped { limitHours.map(Stopped.hours) ?? .timeLimit(limit) }
}

/// How many sessions may fail before a run stops sending.
package enum FailureCeiling: Sendable, Equatable {
    /// A number.
    case count(Int)
    /// A percentage of the confirmed sessions, rounded up.
    case percent(Double)

    /// How many sessions may fail.
    ///
    /// - Parameter targets: The number of confirmed sessions.
    /// - Returns: The number; one more failure stops the run.
    package func allowed(of targets: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): Int((Double(targets) * min(percent, 100) / 100).rounded(.up))
        }
    }
}
