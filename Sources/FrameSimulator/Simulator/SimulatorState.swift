import HeapModule

/// The state behind the lock of the simulator. Every moment in it is by the clock of the service, skew included.
struct SimulatorState {
    let scenario: Scenario
    let seed: UInt64
    var authenticator: Authenticator

    var accounts: [AccountState] = []
    var accountIndex: [String: Int] = [:]
    var audit: [AuditEntry] = []
    var history: [HistoryEntry] = []
    var faults: FaultPlan
    var rate: RateWindow?
    /// Sessions opened since the beginning, of all accounts.
    var sessionsOpened = 0
    var tasksRequested = 0
    var tokensIssued = 0
    private var events = Heap<TimedEvent>()
    private var eventsScheduled = 0

    init(scenario: Scenario, seed: UInt64, start: Moment) {
        self.scenario = scenario
        self.seed = seed
        authenticator = Authenticator(
            credentials: scenario.credentials,
            windowSeconds: scenario.timestampWindowSeconds
        )
        faults = FaultPlan(scenario.faults)
        rate = scenario.rateLimit.map(RateWindow.init)
        populate(at: serviceClock(start))
    }

    func serviceClock(_ moment: Moment) -> Moment {
        moment.advanced(bySeconds: Double(scenario.clockSkewSeconds))
    }

    mutating func schedule(_ kind: TimedEvent.Kind, at moment: Moment) {
        eventsScheduled += 1
        events.insert(TimedEvent(moment: moment, order: eventsScheduled, kind: kind))
    }

    /// Performs all pending events, in the order of time.
    mutating func advance(to now: Moment) {
        while let next = events.min, next.moment <= now {
            events.removeMin()
            switch next.kind {
            case .sessionLeaves(let account, let session):
                leave(account: account, session: session)
            case .userArrives(let account, let pool, let start):
                arrive(account: account, pool: pool, at: next.moment, start: start)
            }
        }
    }

    /// Removes the session from the listing and frees its instance.
    mutating func leave(account: Int, session: Int) {
        let pool = accounts[account].sessions.records[session].pool
        accounts[account].sessions.remove(at: session)
        if let pool { accounts[account].pools[pool].occupied -= 1 }
    }

    private mutating func arrive(account: Int, pool: Int, at moment: Moment, start: Moment) {
        let state = accounts[account].pools[pool]
        if state.occupied < state.maxServers {
            openSession(ScenarioSession(), account: account, pool: pool, at: moment)
        }
        scheduleArrival(account: account, pool: pool, after: moment, start: start)
    }

    mutating func scheduleArrival(account: Int, pool: Int, after moment: Moment, start: Moment) {
        guard let next = accounts[account].pools[pool].arrivals?.next(after: moment, start: start) else { return }
        schedule(.userArrives(account: account, pool: pool, start: start), at: next)
    }

    /// Starts the arrivals of the pools that wait for this.
    mutating func startArrivals(_ origin: Arrivals.Origin, account: Int, at moment: Moment) {
        for pool in accounts[account].pools.indices where accounts[account].pools[pool].arrivals?.origin == origin {
            scheduleArrival(account: account, pool: pool, after: moment, start: moment)
        }
    }
}

/// A future event of the simulator's clock.
struct TimedEvent: Comparable {
    enum Kind: Equatable {
        case sessionLeaves(account: Int, session: Int)
        case userArrives(account: Int, pool: Int, start: Moment)
    }

    let moment: Moment
    /// Breaks ties in the order of scheduling.
    let order: Int
    let kind: Kind

    static func < (left: TimedEvent, right: TimedEvent) -> Bool {
        (left.moment, left.order) < (right.moment, right.order)
    }
}
