extension SimulatorState {
    /// Builds the accounts, pools and sessions of the scenario.
    mutating func populate(at start: Moment) {
        for (index, account) in scenario.accounts.enumerated() {
            accounts.append(AccountState(account, created: start.advanced(bySeconds: -31_536_000)))
            accountIndex[account.id] = index
            addPools(account, index: index)
            addSessions(account, index: index, start: start)
            startArrivals(.start, account: index, at: start)
        }
    }

    private mutating func addPools(_ account: ScenarioAccount, index: Int) {
        for pool in account.pools {
            for copy in 0..<max(pool.copies, 1) {
                let number = index << 20 | accounts[index].pools.count
                var random = SplitMix64(seed: seed, purpose: .identifier, index: number)
                let externalID = pool.externalID ?? .text(IdentifierMint.gateway(&random))
                let arrivals = pool.arrivals.map {
                    ArrivalSchedule($0, random: SplitMix64(seed: seed, purpose: .arrival, index: number))
                }
                accounts[index].pools.append(
                    PoolState(pool, copy: copy, externalID: externalID, arrivals: arrivals)
                )
            }
        }
    }

    private mutating func addSessions(_ account: ScenarioAccount, index: Int, start: Moment) {
        accounts[index].sessions.reserve(account.pools.reduce(0) { $0 + $1.copies * $1.sessions.count })
        var pool = 0
        for scenarioPool in account.pools {
            for _ in 0..<max(scenarioPool.copies, 1) {
                switch scenarioPool.sessions {
                case .count(let count):
                    for _ in 0..<max(count, 0) {
                        openSession(ScenarioSession(), account: index, pool: pool, at: nil, start: start)
                    }
                case .listed(let sessions):
                    for session in sessions {
                        openSession(session, account: index, pool: pool, at: nil, start: start)
                    }
                }
                pool += 1
            }
        }
        for session in account.sessions {
            let home = session.poolID.flatMap { poolID in
                accounts[index].pools.firstIndex { $0.externalID == poolID && poolID != .null }
            }
            openSession(session, account: index, pool: home, at: nil, start: start)
        }
    }

    /// The pool is the one whose instance the session takes; none if it belongs to no pool of the account. The moment is when the user
    /// connected; nil draws a time within the eight hours before `start`.
    mutating func openSession(
        _ given: ScenarioSession,
        account: Int,
        pool: Int?,
        at moment: Moment?,
        start: Moment = Moment(microseconds: 0)
    ) {
        var random = SplitMix64(seed: seed, purpose: .session, index: sessionsOpened)
        sessionsOpened += 1
        let drawnID = IdentifierMint.gateway(&random)
        let age = random.unit() * 28_800
        let session = SessionDescription(
            given: given,
            number: sessionsOpened,
            drawnID: drawnID,
            poolID: pool.map { accounts[account].pools[$0].externalID } ?? .null,
            accountID: accounts[account].id,
            opened: moment ?? start.advanced(bySeconds: -age),
            justOpened: moment != nil,
            random: random
        )
        accounts[account].sessions.append(
            id: session.identity,
            pool: pool,
            state: session.state,
            openObject: session.openObject()
        )
        if let pool { accounts[account].pools[pool].occupied += 1 }
    }
}
