import NIOSSL
import Testing

@testable import FrameAPI

/// Runs a client over the real transport, and shuts the transport down whatever happens.
func withRealClient<Result: Sendable>(
    to baseURL: BaseURL,
    settings: TransportSettings = TransportSettings(),
    limits: RequestLimits = RequestLimits(readTime: .seconds(300), actionTime: .seconds(300)),
    limitedBy time: TimeSource? = nil,
    _ body: (FrameClient) async throws -> Result
) async throws -> Result {
    let transport = try NIOTransport(settings: settings, time: time)
    let client = FrameClient(
        baseURL: baseURL,
        credentials: try Sample.credentials(),
        transport: transport,
        retry: .none,
        limits: limits,
        time: VirtualTime().source,
        random: .unscripted
    )
    do {
        let result = try await body(client)
        await transport.shutdown()
        return result
    } catch {
        await transport.shutdown()
        throw error
    }
}

/// Asks a server of this machine for pools over the real transport, and gives back the error that is due.
func realFailure(
    of reply: LoopbackServer.Reply,
    limits: RequestLimits = RequestLimits(readTime: .seconds(300)),
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> FrameAPIError {
    try await LoopbackServer.run(reply) { server in
        try await withRealClient(to: try server.baseURL, limits: limits) { client in
            let error = await #expect(throws: FrameAPIError.self, sourceLocation: sourceLocation) {
                try await client.pools(of: Sample.account)
            }
            return try #require(error, sourceLocation: sourceLocation)
        }
    }
}

/// A whole HTTP answer as text.
func wire(_ status: String, _ body: String = "", headers: [String] = []) -> String {
    (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers + ["", body]).joined(separator: "\r\n")
}
