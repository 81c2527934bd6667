import Foundation
import FrameSimulator
import HummingbirdCore
import Testing

/// A control plane of the simulator behind a real socket, inside the test process, so that a test sees its history.
struct SimulatedService: Sendable {
    let controlPlane: Simulator
    let port: Int
    let account: String
    let environment: [String: String]

    /// Serves a scenario while a test works with it. `onRequest` is called when a request has come, before it is acted on.
    static func serve<Value: Sendable>(
        _ scenario: Scenario,
        seed: UInt64 = 1,
        http: HTTPServerBuilder = .http1(),
        onRequest: @escaping @Sendable () -> Void = {},
        _ work: @escaping @Sendable (SimulatedService) async throws -> Value
    ) async throws -> Value {
        let credential = try #require(scenario.credentials.first)
        let account = try #require(scenario.accounts.first).id
        let controlPlane = Simulator(scenario: scenario, seed: seed) {
            onRequest()
            return Date()
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = SimulatorServer(simulator: controlPlane, http: http, onReady: { continuation.yield($0) })
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await server.run()
                return nil
            }
            group.addTask {
                var ready = ports.makeAsyncIterator()
                let port = try #require(await ready.next())
                return try await work(
                    SimulatedService(
                        controlPlane: controlPlane,
                        port: port,
                        account: account,
                        environment: [
                            "FRAME_API_URL": "http://127.0.0.1:\(port)/v1",
                            "FRAME_ACCOUNT_ID": account,
                            "FRAME_CLIENT_ID": credential.clientID,
                            "FRAME_CLIENT_SECRET": credential.clientSecret,
                        ]
                    )
                )
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let value = ended { return value }
            }
            throw CancellationError()
        }
    }

    /// Runs the tool against this service.
    func framectl(
        _ arguments: String...,
        changing changes: [String: String?] = [:],
        input: String? = nil
    ) async throws -> FramectlResult {
        try await framectl(arguments, changing: changes, input: input)
    }

    /// Runs the tool against this service.
    func framectl(
        _ arguments: [String],
        changing changes: [String: String?] = [:],
        input: String? = nil
    ) async throws -> FramectlResult {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: environment,
            input: input,
            limit: .patience
        )
    }

    /// The paths of all DELETEs that came in, in order.
    var deletes: [String] {
        controlPlane.history.filter { $0.method == "DELETE" }.map(\.path)
    }

    /// The methods of all requests that came in.
    var methods: Set<String> {
        Set(controlPlane.history.map(\.method))
    }

    var liveSessions: Set<String> {
        controlPlane.liveSessionIDs(account: account)
    }
}

extension Scenario {
    /// Reads a scenario written out in a test.
    static func reading(_ text: String) throws -> Scenario {
        try Scenario.decode(Array(text.utf8))
    }
}
