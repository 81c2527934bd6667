package import HTTPTypes

/// What the simulator answers, and how the answer has to be delivered.
package struct SimulatedResponse: Sendable, Equatable {
    package var status: HTTPResponse.Status
    /// Always with `Date`, and with `Content-Length` unless the status is 204.
    package var headers: HTTPFields
    /// The whole body, also when ``delivery`` says that only a part of it gets through.
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
