import FrameAPI

/// Sends the DELETEs of one pass, as many at a time as the pacer admits.
///
/// Each is announced in the log, durably, before it is sent. The next announcements are written while earlier DELETEs are in flight, so
/// that a fast service does not wait for the disk. An announced DELETE that is not sent is withdrawn. Each answer is logged when it
/// arrives. A DELETE that may have been carried out is not repeated here: a listing comes first.
struct Closer: Sendable {
    let log: RunLog
    /// The confirmed selection.
    let selection: Selection
    let settings: RunSettings
    /// Triggered when no further DELETE may be sent: by the user, or by the run itself.
    let halt: StopSwitch
    let environment: RunEnvironment
    /// The sessions whose DELETE was answered 403.
    let denials = Denials()

    var plane: any ControlPlane { environment.plane }
    var pacer: Pacer { environment.pacer }
    var time: TimeSource { environment.time }

    /// `halt` follows the user's interruption with a short delay.
    var isHalted: Bool { halt.isThrown || environment.interruption.isThrown }

    /// Closes targets; returns when every begun one has its answer.
    ///
    /// - Throws: ``OperationsError`` with the code `journal-failed`; then no further DELETE was sent.
    func close(_ targets: [SessionID]) async throws(OperationsError) {
        guard !targets.isEmpty else { return }
        // No more is announced ahead than one second takes, because announced DELETEs are sent even if the journal fails meanwhile.
        let batch = settings.rate.map { min(settings.concurrency, max(1, Int($0))) } ?? settings.concurrency
        let announcements = Announcements(targets, batch: batch)
        await withTaskGroup(of: Void.self) { group in
            // A long listing is read where no DELETE waits for it.
            let elsewhere = plane.executors.isEmpty ? nil : globalConcurrentExecutor
            group.addTask(executorPreference: elsewhere) { await poll(during: announcements) }
            await send(announcements, targets.count)
            group.cancelAll()
        }
        for closing in announcements.leftover { withdraw(closing.session) }
        if let failure = announcements.failure { throw failure }
    }

    private func send(_ announcements: Announcements, _ count: Int) async {
        await withTaskGroup(of: Void.self) { group in
            let executors = plane.executors
            for number in 0..<min(settings.concurrency, count) {
                let executor = executors.isEmpty ? nil : executors[number % executors.count]
                group.addTask(executorPreference: executor) { await work(through: announcements) }
            }
        }
    }

    private func work(through announcements: Announcements) async {
        while !isHalted {
            switch announcements.next() {
            case .send(let closing):
                guard let error = await send(closing) else { continue }
                announcements.fail(error)
                halt.stop()
            case .announce(let sessions):
                await announce(sessions, in: announcements)
            case .wait(let change):
                await change.thrown(or: halt)
            case .done:
                return
            }
        }
    }

    private func announce(_ sessions: [SessionID], in announcements: Announcements) async {
        if let hours = settings.protections.closedHours(at: time.now()) {
            stop(.hours(hours))
            return announcements.announced([])
        }
        let announced = sessions.filter(isInScope).map { session in
            let closing = Closing(session: session, attempt: (log.read { $0.sessions[session]?.attempts } ?? 0) + 1)
            log.note(.closing(closing))
            return closing
        }
        do throws(OperationsError) {
            try await log.makeDurable()
            announcements.announced(announced)
        } catch {
            announcements.fail(error, announcing: announced)
            halt.stop()
        }
    }

    private func withdraw(_ session: SessionID) {
        log.note(.withdrawn(Withdrawn(session: session)))
    }

    /// Sends an announced DELETE, repeats it when necessary, and announces each repetition.
    private func send(_ announced: Closing) async -> OperationsError? {
        let session = announced.session
        let place = denials.take()
        var attempt = announced.attempt
        // The first attempt has no earlier one.
        let earlier = attempt == 1 ? 0 : log.read { $0.sessions[session]?.attemptsBefore ?? 0 }
        var isAnnounced = true
        var busySince: Duration?
        do throws(OperationsError) {
            while true {
                if attempt > earlier + 1 {
                    let failures = attempt - earlier - 1
                    let delay = settings.resendBackoff.delay(afterFailures: failures, using: environment.random)
                    await halt.sleep(delay, on: time)
                }
                if !isAnnounced {
                    if let hours = settings.protections.closedHours(at: time.now()) { stop(.hours(hours)) }
                    guard !isHalted, isInScope(session) else { return nil }
                    try await log.record(.closing(Closing(session: session, attempt: attempt)))
                }
                guard let ticket = await pacer.admit(unless: halt) else {
                    withdraw(session)
                    return nil
                }
                guard !isHalted, isInScope(session) else {
                    pacer.ended(ticket, .withdrawn)
                    withdraw(session)
                    return nil
                }
                let answer = await plane.close(session)
                log.note(.answered(Answered(session: session, answer: answer)))
                isAnnounced = false
                pacer.ended(ticket, AttemptEnd(answer), reason: answer.detail ?? "")
                switch await note(answer, at: place) {
                case .settled: return nil
                case .repeatUncounted: continue
                case .repeatLater(let wait):
                    let now = time.elapsed()
                    guard now + wait - (busySince ?? now) <= settings.deadline else { return nil }
                    busySince = busySince ?? now
                    await halt.sleep(wait, on: time)
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
        /// Not counted either, after a wait of this session alone.
        case repeatLater(Duration)
    }

    /// The effect of an answer on the run, beyond its own session.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - place: The index of its session among those with a sent DELETE.
    /// - Returns: Whether to send another DELETE.
    private func note(_ answer: DeleteAnswer, at place: Int) async -> Next {
        switch answer.meaning {
        case .accepted, .gone:
            return .settled
        case .refused:
            stopIfTooManyFail(log.read { $0.refusedCount })
            return .settled
        case .busy:
            return .repeatLater(max(answer.retryAfter ?? .zero, Self.shortestBusyWait))
        case .throttled:
            if pacer.isSpent { stop(Stopped(.throttling, detail: answer.detail)) }
            return .repeatUncounted
        case .denied where answer.status == 401:
            stop(Stopped(.credentials, detail: answer.detail))
            return .settled
        case .denied:
            await settle(denied: answer.detail, at: place)
            stopIfTooManyFail(log.read { $0.refusedCount })
            return .settled
        case .unknown:
            if pacer.isSpent { stop(Stopped(.unreachable, detail: answer.detail)) }
            return .settled
        case .notSent:
            if pacer.isSpent { stop(Stopped(.unreachable, detail: answer.detail)) }
            return .repeatCounted
        case .proxyDenied:
            stop(Stopped(.proxy, detail: answer.detail))
            return .settled
        }
    }

    /// The minimum wait for a session that the service cannot close just now.
    private static let shortestBusyWait: Duration = .seconds(1)

    /// A 403 may be about one session or about the credential: three sessions in a row, or a refused listing, decide.
    private func settle(denied detail: String?, at place: Int) async {
        guard denials.add(place) < Denials.enough else { return stop(Stopped(.credentials, detail: detail)) }
        guard denials.mayList(at: time.elapsed()) else { return }
        defer { denials.listed() }
        do {
            _ = try await withTimeLimit(settings.lastLook, on: time) { try await plane.activeSessions() }
        } catch let error as FrameAPIError {
            // Any other error leaves the decision to the next sessions.
            stop(afterRefusal: error)
        } catch {
            // This settles nothing: the next sessions decide.
        }
    }

    /// Stops sending when more sessions have failed than allowed.
    func stopIfTooManyFail(_ failures: Int) {
        let allowed = log.read { settings.failureCeiling?.allowed(of: $0.targets.count) }
        if let allowed, failures > allowed { stop(.failures(failures, allowed: allowed)) }
    }

    /// Stops sending when a read shows that every further request would be refused: the service or the proxy refuses the credential.
    func stop(afterRefusal error: FrameAPIError) {
        switch error.code {
        case .unauthorized, .forbidden: stop(Stopped(.credentials, detail: error.detail))
        case .proxyUnauthorized: stop(Stopped(.proxy, detail: error.detail))
        default: break
        }
    }

    /// Stops sending. The first reason stays, except for a refusal after which nothing else may be sent either.
    func stop(_ stopped: Stopped) {
        let isNew = log.note(.stopped(stopped)) { state in
            guard let earlier = state.stopped?.cause else { return false }
            return !stopped.cause.isRefusal || earlier.isRefusal
        }
        if isNew { halt.stop() }
    }
}

extension Answered {
    init(session: SessionID, answer: DeleteAnswer) {
        self.init(
            session: session,
            meaning: answer.meaning,
            status: answer.status,
            serviceTime: answer.serviceDate?.unixSeconds,
            detail: answer.detail
        )
    }
}

extension AttemptEnd {
    init(_ answer: DeleteAnswer) {
        switch answer.meaning {
        case .accepted, .gone, .refused, .denied, .busy: self = .through
        case .throttled: self = .throttled(retryAfter: answer.retryAfter)
        case .unknown, .notSent, .proxyDenied: self = .failed(retryAfter: answer.retryAfter)
        }
    }
}
