import Testing

@testable import FrameAPI

@Suite("A service that cannot be reached", .timeLimit(.minutes(10)))
struct UnreachableTests {
    @Test("because nobody listens was sent nothing", arguments: ["127.0.0.1", "localhost"])
    func nobodyListens(_ host: String) async throws {
        let port = try LoopbackServer.deafPort()
        let base = try BaseURL(parsing: "http://\(host):\(port)/v1")
        try await withRealClient(to: base) { client in
            let error = await #expect(throws: FrameAPIError.self) {
                try await client.closeSession("s", of: Sample.account)
            }
            #expect(error?.code == .unreachable)
            #expect(error?.detail == "connection refused by \(host):\(port)")
            #expect(error?.remedy == "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed")
            #expect(error?.mayHaveActed == false)
            #expect(error?.isTransient == true)
        }
    }

    @Test("because its name is unknown was sent nothing")
    func unknownName() async throws {
        try await withRealClient(to: try BaseURL(parsing: "https://nowhere.invalid/v1")) { client in
            let error = await #expect(throws: FrameAPIError.self) {
                try await client.closeSession("s", of: Sample.account)
            }
            // Where there is nobody to ask, nobody knows: then it is not certain that there is no such host.
            #expect([.unknownHost, .unreachable].contains(error?.code))
            #expect(error?.detail.hasPrefix("host nowhere.invalid ") == true)
            #expect(error?.mayHaveActed == false)
        }
    }
}
