import HTTPTypes

extension SimulatorState {
    /// Applies the fault, after acting on the request or not, as the rule says.
    mutating func spoil(_ call: Call, by rule: FaultRule) -> DeliveredAnswer {
        var call = call
        switch rule.answer {
        case .duplicateEntries: call.distortion.repeated = true
        case .cutListing(let entries): call.distortion.limit = entries
        default: break
        }
        let acted = rule.acts ? act(on: call) : nil
        var outcome = DeliveredAnswer(answer: acted ?? EndpointAnswer(), fault: rule.answer.name.rawValue)
        apply(rule.answer, to: &outcome, now: call.now)
        outcome.answer.effect = acted?.effect
        return outcome
    }

    private func apply(_ fault: FaultAnswer, to outcome: inout DeliveredAnswer, now: Moment) {
        switch fault {
        case .html:
            outcome.answer = EndpointAnswer(body: Array(Self.page.utf8), contentType: "text/html; charset=utf-8")
        case .cutBody(let afterBytes):
            let whole = outcome.answer.body.count
            // An empty body cannot be truncated; then the connection is dropped.
            outcome.delivery =
                whole == 0 ? .dropConnection : .cutBody(after: min(afterBytes ?? whole / 2, whole - 1))
        case .wrongShape where outcome.answer.status.kind == .successful:
            outcome.answer.status = .ok
            outcome.answer.body = Array(#"{"status":"ok","result":{}}"#.utf8)
        case .emptyBody where outcome.answer.status.kind == .successful:
            outcome.answer.body = []
        case .redirect(let location, let status):
            outcome.answer = EndpointAnswer(status: .init(code: status), headers: [.location: location])
        case .status(let status, let retryAfter, let body):
            let status = HTTPResponse.Status(code: status)
            let refusal = Refusal(status: status, code: "fault", message: "A fault of the scenario.")
            outcome.answer = refusal.answer
            if let body { outcome.answer.body = Array(body.utf8) }
            if status == .noContent { outcome.answer.body = [] }
            outcome.answer.headers[.retryAfter] = retryAfter?.header(at: now)
        case .delay(let seconds):
            outcome.delivery = .delayed(.microseconds(Int64((seconds * 1_000_000).rounded())))
        case .hang:
            outcome.delivery = .hang
        case .dropBefore, .dropAfter:
            outcome.delivery = .dropConnection
        case .wrongShape, .emptyBody, .duplicateEntries, .cutListing:
            break
        }
    }

    private static var page: String {
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>\n"
    }
}
