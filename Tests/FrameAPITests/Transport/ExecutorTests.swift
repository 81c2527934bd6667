import NIOPosix
import Testing

@testable import FrameAPI

@Suite("Executors of the transport", .timeLimit(.minutes(10)))
struct ExecutorTests {
    private static let settings = TransportSettings(connections: 1)

    @Test("send each over connections of their own, and are all shut down")
    func all() async throws {
        try await LoopbackServer.run(.text(wire("200 OK", "[]"))) { server in
            let transport = try NIOTransport(settings: Self.settings)
            let client = FrameClient(
                baseURL: try server.baseURL,
                credentials: try Sample.credentials(),
                transport: transport,
                retry: .none
            )
            #expect(!client.executors.isEmpty)
            for executor in client.executors {
                try await withTaskExecutorPreference(executor) {
                    for _ in 0..<3 { _ = try await client.pools(of: Sample.account) }
                }
            }
            #expect(server.log.connections == client.executors.count)
            // Who runs elsewhere shares the first.
            _ = try await client.pools(of: Sample.account)
            #expect(server.log.connections == client.executors.count)
            await transport.shutdown()
            for executor in client.executors {
                await withTaskExecutorPreference(executor) {
                    let error = await #expect(throws: FrameAPIError.self) {
                        try await client.pools(of: Sample.account)
                    }
                    #expect(error?.mayHaveActed == false)
                }
            }
        }
    }

    /// A row that knows where it was read.
    private struct Witness: ServiceEntity {
        static let identifyingKeys = ["id"]
        let isFromEventLoop: Bool

        init(from _: Fields) {
            isFromEventLoop = MultiThreadedEventLoopGroup.currentEventLoop != nil
        }
    }

    @Test("read a long listing elsewhere, a short one where its answer came", arguments: [(10, true), (5_000, false)])
    func longListing(_ count: Int, _ isFromEventLoop: Bool) async throws {
        let rows = "[" + Array(repeating: #"{"id":"s"}"#, count: count).joined(separator: ",") + "]"
        try await LoopbackServer.run(.text(wire("200 OK", rows))) { server in
            let transport = try NIOTransport(settings: Self.settings)
            let client = FrameClient(
                baseURL: try server.baseURL,
                credentials: try Sample.credentials(),
                transport: transport
            )
            for executor in client.executors {
                let rows = try await withTaskExecutorPreference(executor) {
                    let rows = try await client.list("/rows", of: Witness.self, due: "rows")
                    #expect(MultiThreadedEventLoopGroup.currentEventLoop != nil)
                    return rows
                }
                #expect(rows.count == count)
                #expect(Set(rows.map(\.isFromEventLoop)) == [isFromEventLoop])
            }
            await transport.shutdown()
        }
    }

    @Test("end a request of theirs whose task is cancelled elsewhere")
    func cancelled() async throws {
        let executors = try NIOTransport(settings: Self.settings).executors
        for number in executors.indices {
            try await LoopbackServer.run(.silence) { server in
                let transport = try NIOTransport(settings: Self.settings)
                let client = FrameClient(
                    baseURL: try server.baseURL,
                    credentials: try Sample.credentials(),
                    transport: transport
                )
                let task = Task(executorPreference: transport.executors[number]) {
                    try await client.closeSession("s", of: Sample.account)
                }
                await server.log.firstRequest()
                task.cancel()
                let error = await #expect(throws: FrameAPIError.self) { try await task.value }
                #expect(error?.code == .cancelled)
                await transport.shutdown()
            }
        }
    }
}
