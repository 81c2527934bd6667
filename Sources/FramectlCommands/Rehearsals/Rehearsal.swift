import FrameAPI
import FrameSettings
import FrameSimulator

/// A simulated service that serves on loopback while some work runs.
struct Rehearsal: Sendable {
    let simulator: Simulator
    let port: Int
    let credential: SimulatedCredential
    let account: String

    /// The maximum number of connections at once.
    static let connections = 128

    /// Serves a scenario, runs the work, and stops serving.
    ///
    /// - Parameters:
    ///   - scenario: The scenario.
    ///   - seed: The seed of its sessions and delays.
    ///   - port: The port to listen on; 0 for any that is free.
    ///   - time: The clock of the service.
    ///   - work: The work.
    /// - Returns: The result of the work.
    /// - Throws: The error of the work or the server.
    static func with<Value: Sendable>(
        _ scenario: Scenario,
        seed: UInt64,
        port: Int = 0,
        time: TimeSource,
        _ work: @escaping @Sendable (Rehearsal) async throws -> Value
    ) async throws -> Value {
        guard let credential = scenario.credentials.first, let account = scenario.accounts.first else {
            throw CommandError(
                .invalidInput,
                detail: "the scenario has no credential or no account",
                remedy: "Add one of each to it"
            )
        }
        try OpenFiles.reserve(connections: connections)
        let simulator = Simulator(scenario: scenario, seed: seed, now: time.now)
        let (ready, continuation) = AsyncStream<Int>.makeStream()
        let server = SimulatorServer(simulator: simulator, port: port, onReady: { continuation.yield($0) })
        return try await firstResult(
            of: {
                guard let port = await ready.first(where: { _ in true }) else { throw CancellationError() }
                return try await work(
                    Rehearsal(simulator: simulator, port: port, credential: credential, account: account.id)
                )
            },
            or: {
                try await server.run()
                throw CancellationError()
            }
        )
    }

    /// The settings that lead a command to this service, without the user's own profiles.
    var environment: [(name: String, value: String)] {
        [
            ("FRAME_API_URL", "http://127.0.0.1:\(port)/v1"),
            ("FRAME_ACCOUNT_ID", account),
            ("FRAME_CLIENT_ID", credential.clientID),
            ("FRAME_CLIENT_SECRET", credential.clientSecret),
            ("FRAME_PROFILE", ProfileName.none),
        ]
    }
}
