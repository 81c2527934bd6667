import HTTPTypes
import Synchronization
import Testing

@testable import FrameAPI

/// A transport that gives scripted answers in their order and keeps what it was sent. A request without an answer in the
/// script is a failure of the test.
final class FakeTransport: HTTPTransport {
    typealias Step = @Sendable (TransportRequest) async throws(TransportFailure) -> TransportResponse

    private struct State {
        var steps: [Step]
        var requests: [TransportRequest] = []
    }

    private let state: Mutex<State>

    init(_ steps: Step...) {
        state = Mutex(State(steps: steps))
    }

    init(steps: [Step]) {
        state = Mutex(State(steps: steps))
    }

    /// Everything that was sent, in its order.
    var requests: [TransportRequest] { state.withLock { $0.requests } }

    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        let step = state.withLock { state -> Step? in
            state.requests.append(request)
            return state.steps.isEmpty ? nil : state.steps.removeFirst()
        }
        guard let step else {
            Issue.record("\(request.head.method) \(request.head.path ?? "") has no answer in the script")
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "not in the script")
        }
        return try await step(request)
    }
}

/// An answer of a script.
func answer(_ status: Int, _ body: String = "", _ headers: [(String, String)] = []) -> FakeTransport.Step {
    { _ throws(TransportFailure) in response(status, body, headers) }
}

/// An answer of a script with status 200, whose body is no text.
func answer(bytes: [UInt8]) -> FakeTransport.Step {
    { _ throws(TransportFailure) in TransportResponse(head: HTTPResponse(status: .ok), body: bytes) }
}

/// A failure of a script.
func failure(
    _ kind: TransportFailure.Kind,
    mayHaveBeenSent: Bool = false,
    detail: String = "scripted"
) -> FakeTransport.Step {
    { _ throws(TransportFailure) in throw TransportFailure(kind, mayHaveBeenSent: mayHaveBeenSent, detail: detail) }
}

func response(_ status: Int, _ body: String = "", _ headers: [(String, String)] = []) -> TransportResponse {
    var head = HTTPResponse(status: .init(code: status))
    for (name, value) in headers {
        guard let name = HTTPField.Name(name) else {
            Issue.record("\(name) is not a header name")
            continue
        }
        head.headerFields.append(HTTPField(name: name, value: value))
    }
    return TransportResponse(head: head, body: Array(body.utf8))
}
