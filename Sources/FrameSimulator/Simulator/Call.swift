import HTTPTypes

/// A request in the simulator: parsed, with the verdict on its credential.
struct Call {
    let method: HTTPRequest.Method
    let target: RequestTarget
    let identity: Result<SimulatedCredential, AuthenticationRefusal>
    /// By the clock of the service.
    let now: Moment
    var distortion = ListDistortion()
}

/// An admitted call of an endpoint.
struct AdmittedCall {
    let route: Route
    let method: HTTPRequest.Method
    let query: RequestTarget
    let credential: SimulatedCredential
    let now: Moment
    let distortion: ListDistortion

    init(_ call: Call) throws(Refusal) {
        switch call.identity {
        case .failure(let refusal):
            throw Refusal(status: .unauthorized, code: refusal.code, message: refusal.message)
        case .success(let credential):
            self.credential = credential
        }
        guard let route = call.target.segments.flatMap(Route.init) else { throw .notFound("path") }
        guard route.endpoint.methods.contains(call.method) else { throw .wrongMethod(route.endpoint) }
        self.route = route
        method = call.method
        query = call.target
        now = call.now
        distortion = call.distortion
    }

    func requireWriter() throws(Refusal) {
        guard credential.role != .auditor else {
            throw .forbidden("The role of this credential reads only.")
        }
    }

    /// A bare array of the items that the fault leaves.
    func list<Item>(_ items: [Item], _ write: (inout JSONWriter, Item) -> Void) -> EndpointAnswer {
        .json { writer in writer.array(distortion.apply(items), write) }
    }
}
