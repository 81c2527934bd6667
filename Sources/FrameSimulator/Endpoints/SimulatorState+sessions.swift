import HTTPTypes

extension SimulatorState {
    func activeSessions(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        EndpointAnswer(body: accounts[try account(call)].sessions.listing(call.distortion))
    }

    func oneSession(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let account = try account(call)
        guard let session = accounts[account].sessions.index(of: call.route.subID) else {
            throw .notFound("session")
        }
        return EndpointAnswer(body: accounts[account].sessions.object(at: session))
    }

    /// Accepts the close: the session stays listed, with the state `closing`, until its closing time has passed.
    mutating func closeSession(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let account = try account(call)
        try call.requireWriter()
        guard let session = accounts[account].sessions.index(of: call.route.subID) else {
            throw .notFound("session")
        }
        let effect: HistoryEntry.Effect
        if accounts[account].sessions.records[session].phase == .live {
            let stuck = beginClosing(account: account, session: session, now: call.now)
            recordClose(call, account: account)
            effect = .closed(account: call.route.id, session: call.route.subID, stuck: stuck)
        } else {
            effect = .closingAlready(account: call.route.id, session: call.route.subID)
        }
        return closeAnswer(id: call.route.subID, account: account, session: session, effect: effect)
    }

    /// Returns whether the session will never leave. The draw depends on the session alone, not on the order of the requests, so that a
    /// client with several connections gets the same outcome each time.
    private mutating func beginClosing(account: Int, session: Int, now: Moment) -> Bool {
        var random = SplitMix64(seed: seed, purpose: .closing, index: account << 32 | session)
        let stuck = random.unit() * 100 < scenario.stuckPercent
        let wait = random.value(in: scenario.closingSeconds)
        accounts[account].sessions.beginClosing(at: session)
        if !stuck {
            if wait > 0 {
                schedule(
                    .sessionLeaves(account: account, session: session),
                    at: now.advanced(bySeconds: wait)
                )
            } else {
                leave(account: account, session: session)
            }
        }
        if accounts[account].firstDelete == nil {
            accounts[account].firstDelete = now
            startArrivals(.firstDelete, account: account, at: now)
        }
        return stuck
    }

    private func closeAnswer(
        id: String,
        account: Int,
        session: Int,
        effect: HistoryEntry.Effect
    ) -> EndpointAnswer {
        switch scenario.closeAnswer {
        case .json:
            .json(effect: effect) { writer in
                writer.object {
                    $0.field("id", id)
                    $0.field("state", accounts[account].sessions.state(at: session))
                }
            }
        case .empty: EndpointAnswer(contentType: nil, effect: effect)
        case .noContent: EndpointAnswer(status: .noContent, contentType: nil, effect: effect)
        }
    }

    private mutating func recordClose(_ call: AdmittedCall, account: Int) {
        recordAudit(.sessionClosed, subject: call.route.subID, account: account, call)
    }
}
