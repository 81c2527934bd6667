package import HTTPTypes

/// A request as it reaches the simulator, whichever way it came.
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
