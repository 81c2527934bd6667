import HTTPTypes

extension SimulatorState {
    /// The path of every request: time passes, the credential is checked, then the rate limit, the faults and the endpoint apply, and the
    /// history gets its entry.
    /// `trueNow` is by the clock that was passed in, without the skew.
    mutating func respond(to request: SimulatedRequest, at trueNow: Moment) -> SimulatedResponse {
        let now = serviceClock(trueNow)
        advance(to: now)
        let call = Call(
            method: request.method,
            target: RequestTarget(request.path),
            identity: identify(request.headers, now: now),
            now: now
        )
        let outcome = settle(call)
        record(outcome, of: call, request: request, at: trueNow)
        return response(to: outcome, now: now)
    }

    private mutating func identify(
        _ headers: HTTPFields,
        now: Moment
    ) -> Result<SimulatedCredential, AuthenticationRefusal> {
        do throws(AuthenticationRefusal) {
            return .success(try authenticator.check(headers, now: now))
        } catch {
            return .failure(error)
        }
    }

    private mutating func settle(_ call: Call) -> DeliveredAnswer {
        if rate?.admit(at: call.now) == false {
            return DeliveredAnswer(answer: tooManyRequests(now: call.now), fault: "rate-limit")
        }
        let method = call.method.rawValue
        if let segments = call.target.segments, let fault = faults.next(method: method, segments: segments) {
            return spoil(call, by: fault)
        }
        return DeliveredAnswer(answer: act(on: call))
    }

    private func tooManyRequests(now: Moment) -> EndpointAnswer {
        let refusal = Refusal(status: .tooManyRequests, code: "rate_limited", message: "Too many requests.")
        var answer = refusal.answer
        answer.headers[.retryAfter] = rate?.limit.retryAfter?.header(at: now)
        return answer
    }

    private mutating func record(
        _ outcome: DeliveredAnswer,
        of call: Call,
        request: SimulatedRequest,
        at trueNow: Moment
    ) {
        let credential: HistoryEntry.Credential =
            switch call.identity {
            case .success(let credential): .accepted(clientID: credential.clientID)
            case .failure(let refusal): .refused(refusal.code)
            }
        history.append(
            HistoryEntry(
                sequence: history.count + 1,
                time: trueNow.date,
                method: request.method.rawValue,
                path: request.path,
                credential: credential,
                status: outcome.isAnswered ? outcome.answer.status.code : nil,
                fault: outcome.fault,
                effect: outcome.answer.effect
            )
        )
    }

    private func response(to outcome: DeliveredAnswer, now: Moment) -> SimulatedResponse {
        let answer = outcome.answer
        var headers = answer.headers
        headers[.date] = now.httpDate
        headers[.contentType] = answer.contentType
        if answer.status != .noContent { headers[.contentLength] = String(answer.body.count) }
        var random = SplitMix64(seed: seed, purpose: .latency, index: history.count)
        let latency = random.value(in: scenario.latencyMilliseconds)
        return SimulatedResponse(
            status: answer.status,
            headers: headers,
            body: answer.body,
            delivery: outcome.delivery.delayed(byMilliseconds: latency)
        )
    }
}

extension Delivery {
    fileprivate func delayed(byMilliseconds latency: Double) -> Delivery {
        guard latency > 0 else { return self }
        let wait = Duration.microseconds(Int64((latency * 1_000).rounded()))
        return switch self {
        case .normal: .delayed(wait)
        case .delayed(let duration): .delayed(duration + wait)
        case .hang, .cutBody, .dropConnection: self
        }
    }
}
