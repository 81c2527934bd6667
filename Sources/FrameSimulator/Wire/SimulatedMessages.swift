package import HTTPTypes

/// A request of the simulator, from any source.
package struct SimulatedRequest: Sendable, Equatable {
    package var method: HTTPRequest.Method
    /// The path with the base `/v1` and the query, percent-encoded.
    package var path: String
    package var headers: HTTPFields
    package var body: [UInt8]

    package init(method: HTTPRequest.Method, path: String, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}

/// The simulator's answer, and how to deliver it.
package struct SimulatedResponse: Sendable, Equatable {
    package var status: HTTPResponse.Status
    /// Always with `Date`, and with `Content-Length` unless the status is 204.
    package var headers: HTTPFields
    /// The complete body, also when ``delivery`` says that only a part of it is sent.
    package var body: [UInt8]
    package var delivery: Delivery

    package init(
        status: HTTPResponse.Status,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        delivery: Delivery = .normal
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delivery = delivery
    }
}

/// How the socket layer has to deliver a response. A caller in the same process may follow it or only read it.
package enum Delivery: Sendable, Equatable {
    /// At once and completely.
    case normal
    /// Completely, after a wait.
    case delayed(Duration)
    /// Never: the connection stays open and silent until the client leaves or the server stops.
    case hang
    /// `Content-Length` promises the complete body, this many bytes of it are sent, then the connection is closed.
    case cutBody(after: Int)
    /// The connection is closed without a byte of an answer.
    case dropConnection
}
