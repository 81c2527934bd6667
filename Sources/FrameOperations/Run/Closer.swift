import FrameAPI

/// Sends the DELETEs of one pass, a bounded number at a time.
///
/// Each is announced in the log, durably, before it is sent. The announcements of the next ones are written while the ones before
/// are under way, so that a fast service does not wait for the disk; what was announced and is not sent after all is withdrawn.
/// Each answer is logged as it comes. What may have been carried out is not sent again here: a look comes first.
struct Closer: Sendable {
    let plane: any ControlPlane
    let log: RunLog
    let settings: RunSettings
    let gate: PauseGate
    let time: TimeSource
    let random: RandomSource
    /// Thrown when nothing further may be sent: by the user, or by the run itself.
    let halt: StopSwitch
    /// Thrown by the user. `halt` follows it, a moment later.
    let interruption: StopSwitch

    private var isHalted: Bool { halt.isThrown || interruption.isThrown }

    /// Closes targets; returns when every one begun has its answer.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`; then nothing further was sent.
    func close(_ targets: [SessionID]) async throws(OperationsError) {
        let failure = await withTaskGroup(of: Step.self) { group in
            var remaining = targets[...]
            var announced: [Closing] = []
            var isAnnouncing = false
            var underWay = 0
            var failure: OperationsError?
            func refill() {
                guard failure == nil, !isHalted else { return }
                while underWay < settings.concurrency, !announced.isEmpty {
                    let next = announced.removeFirst()
                    underWay += 1
                    group.addTask { await .sent(send(next)) }
                }
                guard !isAnnouncing, announced.count < settings.concurrency, !remaining.isEmpty else { return }
                let next = Array(remaining.prefix(settings.concurrency))
                remaining = remaining.dropFirst(next.count)
                isAnnouncing = true
                group.addTask { await announce(next) }
            }
            refill()
            while let step = await group.next() {
                switch step {
                case .announced(let more, let error):
                    isAnnouncing = false
                    announced += more
                    failure = failure ?? error
                case .sent(let error):
                    underWay -= 1
                    failure = failure ?? error
                }
                if failure != nil { halt.stop() }
                refill()
            }
            for closing in announced { withdraw(closing.session) }
            return failure
        }
        if let failure { throw failure }
    }

    private enum Step: Sendable {
        case announced([Closing], OperationsError?)
        case sent(OperationsError?)
    }

    private func announce(_ sessions: [SessionID]) async -> Step {
        let announced = sessions.map { session in
            let closing = Closing(session: session, attempt: (log.read { $0.sessions[session]?.attempts } ?? 0) + 1)
            log.note(.closing(closing))
            return closing
        }
        do throws(OperationsError) {
            try await log.makeDurable()
            return .announced(announced, nil)
        } catch {
            return .announced(announced, error)
        }
    }

    private func withdraw(_ session: SessionID) {
        log.note(.withdrawn(Withdrawn(session: session)))
    }

    /// Sends what was announced, again as long as that is due, and each time announced afresh.
    private func send(_ announced: Closing) async -> OperationsError? {
        let session = announced.session
        var attempt = announced.attempt
        let earlier = log.read { $0.sessions[session]?.attemptsBefore ?? 0 }
        var isAnnounced = true
        do throws(OperationsError) {
            while true {
                if attempt > earlier + 1 {
                    let failures = attempt - earlier - 1
                    await halt.sleep(settings.resendBackoff.delay(afterFailures: failures, using: random), on: time)
                }
                if !isAnnounced {
                    guard !isHalted else { return nil }
                    try await log.record(.closing(Closing(session: session, attempt: attempt)))
                }
                await gate.wait(unless: halt)
                guard !isHalted else {
                    withdraw(session)
                    return nil
                }
                let answer = await plane.close(session)
                log.note(.answered(Answered(session: session, answer: answer)))
                isAnnounced = false
                switch note(answer) {
                case .settled: return nil
                case .repeatUncounted: continue
                case .repeatCounted:
                    guard attempt < earlier + settings.attempts else { return nil }
                    attempt += 1
                }
            }
        } catch {
            return error
        }
    }

    private enum Next {
        case settled, repeatUncounted, repeatCounted
    }

    /// What an answer means for the run, beyond its own session.
    private func note(_ answer: CloseAnswer) -> Next {
        switch answer {
        case .accepted, .gone, .refused:
            gate.gotThrough()
            return .settled
        case .throttled(let retryAfter, let detail):
            pause(.throttled, retryAfter: retryAfter, reason: detail)
            return .repeatUncounted
        case .denied(_, let detail):
            stop(.credentials, reason: detail)
            return .settled
        case .unknown(_, let retryAfter, let detail):
            pause(.failed, retryAfter: retryAfter, reason: detail)
            return .settled
        case .notSent(let detail):
            pause(.failed, retryAfter: nil, reason: detail)
            return .repeatCounted
        }
    }

    private func pause(_ trouble: PauseGate.Trouble, retryAfter: Duration?, reason: String) {
        let (pause, isSpent) = gate.turnedAway(trouble, retryAfter: retryAfter)
        if isSpent {
            stop(trouble == .throttled ? .throttling : .unreachable, reason: reason)
        } else if let pause {
            log.note(.throttled(Throttled(seconds: pause / .seconds(1), reason: reason)))
        }
    }

    /// Stops sending. The first reason stands, but for a refused credential, after which nothing else may be sent either.
    func stop(_ cause: Stopped.Cause, reason: String) {
        let earlier = log.read { $0.stopped?.cause }
        guard earlier == nil || (cause == .credentials && earlier != .credentials) else { return }
        log.note(.stopped(Stopped(cause: cause, reason: reason)))
        halt.stop()
    }
}

extension Answered {
    init(session: SessionID, answer: CloseAnswer) {
        let (meaning, status, detail): (Meaning, Int?, String?) =
            switch answer {
            case .accepted(let status): (.accepted, status, nil)
            case .gone(let status): (.gone, status, nil)
            case .refused(let status, let detail): (.refused, status, detail)
            case .throttled(_, let detail): (.throttled, 429, detail)
            case .denied(let status, let detail): (.denied, status, detail)
            case .unknown(let status, _, let detail): (.unknown, status, detail)
            case .notSent(let detail): (.notSent, nil, detail)
            }
        self.init(session: session, meaning: meaning, status: status, detail: detail)
    }
}
