import Testing

@testable import FrameAPI

@Suite("Cancellation", .timeLimit(.minutes(10)))
struct CancellationTests {
    @Test("ends the wait before a repetition, and nothing more is sent")
    func duringAWait() async throws {
        let transport = FakeTransport(answer(503))
        let waiting = AsyncStream.makeStream(of: Void.self)
        var time = VirtualTime().source
        time.sleep = { _ in
            waiting.continuation.yield()
            try await Task.sleep(for: .seconds(3_600))
        }
        let client = FrameClient(
            credentials: try Sample.credentials(),
            transport: transport,
            time: time,
            random: .middle
        )
        let task = Task { try await client.pools(of: Sample.account) }
        for await _ in waiting.stream { break }
        task.cancel()
        let error = await #expect(throws: FrameAPIError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(error?.remedy == "Run it again")
        #expect(error?.isTransient == false)
        #expect(transport.requests.count == 1)
    }

    @Test("ends a request in flight, which may have been sent")
    func inFlight() async throws {
        try await LoopbackServer.run(.silence) { server in
            let transport = try NIOTransport(settings: TransportSettings())
            let client = FrameClient(
                baseURL: try server.baseURL,
                credentials: try Sample.credentials(),
                transport: transport
            )
            let task = Task { try await client.closeSession("s", of: Sample.account) }
            await server.log.firstRequest()
            task.cancel()
            let error = await #expect(throws: FrameAPIError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(error?.remedy == "Run it again")
            #expect(error?.mayHaveActed == true)
            await transport.shutdown()
        }
    }
}
