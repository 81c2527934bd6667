import FrameAPI

/// Sends the DELETEs of one pass, a bounded number at a time.
///
/// Each is announced in the log, durably, before it is sent; each answer is logged as it comes. What may have been carried out
/// is not sent again here: a look comes first.
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
    func close(_ targets: [SessionID]) async throws(OperationsError) {
        let outcome: Result<Void, OperationsError> = await withTaskGroup(of: OperationsError?.self) { group in
            var remaining = targets.makeIterator()
            var failure: OperationsError?
            func refill() {
                guard failure == nil, !isHalted, let next = remaining.next() else { return }
                group.addTask { await close(next) }
            }
            for _ in 0..<settings.concurrency { refill() }
            while let ended = await group.next() {
                if let ended {
                    failure = failure ?? ended
                    halt.stop()
                }
                refill()
            }
            return failure.map { .failure($0) } ?? .success(())
        }
        try outcome.get()
    }

    private func close(_ session: SessionID) async -> OperationsError? {
        do throws(OperationsError) {
            var attempt = log.read { $0.sessions[session]?.attempts ?? 0 } + 1
            while true {
                if attempt > 1 {
                    await halt.sleep(settings.resendBackoff.delay(afterFailures: attempt - 1, using: random), on: time)
                }
                await gate.wait(unless: halt)
                guard !isHalted else { return nil }
                try await log.record(.closing(Closing(session: session, attempt: attempt)))
                let answer = await plane.close(session)
                let answered = log.note(.answered(Answered(session: session, answer: answer)))
                // The run heeds the answer while its record is still being written.
                let next = note(answer)
                try await log.makeDurable(through: answered)
                switch next {
                case .settled: return nil
                case .repeatUncounted: continue
                case .repeatCounted:
                    guard attempt < settings.attempts else { return nil }
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
