import HTTPTypes

/// The answer of an endpoint, before the common headers and the latency.
struct EndpointAnswer {
    var status: HTTPResponse.Status = .ok
    var body: [UInt8] = []
    /// Nil when there is no body.
    var contentType: String? = "application/json"
    var headers: HTTPFields = [:]
    var effect: HistoryEntry.Effect?

    static func json(effect: HistoryEntry.Effect? = nil, _ write: (inout JSONWriter) -> Void) -> EndpointAnswer {
        var writer = JSONWriter()
        write(&writer)
        return EndpointAnswer(body: writer.bytes, effect: effect)
    }
}

/// A refusal, with a JSON body of the simulator's own shape, because the real one is not documented.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let code: String
    let message: String
    var headers: HTTPFields = [:]

    var answer: EndpointAnswer {
        var answer = EndpointAnswer.json { writer in
            writer.object {
                $0.field("error", code)
                $0.field("message", message)
            }
        }
        answer.status = status
        answer.headers = headers
        return answer
    }

    static func notFound(_ noun: String) -> Refusal {
        Refusal(status: .notFound, code: "not_found", message: "There is no such \(noun).")
    }

    static func forbidden(_ message: String) -> Refusal {
        Refusal(status: .forbidden, code: "forbidden", message: message)
    }

    static func badRequest(_ message: String) -> Refusal {
        Refusal(status: .badRequest, code: "bad_request", message: message)
    }

    static func wrongMethod(_ endpoint: Endpoint) -> Refusal {
        let allowed = endpoint.methods.map(\.rawValue).joined(separator: ", ")
        return Refusal(
            status: .methodNotAllowed,
            code: "method_not_allowed",
            message: "This path allows \(allowed).",
            headers: [.allow: allowed]
        )
    }
}

/// An answer, its delivery after a fault, and the name of that fault.
struct DeliveredAnswer {
    var answer: EndpointAnswer
    var delivery = Delivery.normal
    var fault: String?

    /// Whether a status line reaches the client.
    var isAnswered: Bool {
        switch delivery {
        case .normal, .delayed, .cutBody: true
        case .hang, .dropConnection: false
        }
    }
}
