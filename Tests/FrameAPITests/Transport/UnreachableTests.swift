import Testing

@testable import FrameAPI

@Suite("A service that cannot be reached", .timeLimit(.minutes(10)))
struct UnreachableTests {
    @Test("because nobody listens was sent nothing", arguments: ["127.0.0.1", "localhost"])
    func nobodyListens(_ host: String) async throws {
        let base = try BaseURL(parsing: "http://\(host):\(try await LoopbackServer.deafPort())/v1")
        try await withRealClient(to: base) { client in
            let error = await #expect(throws: FrameAPIError.self) {
                try await client.closeSession("s", of: Sample.account)
            }
            #expect(error?.code == .unreachable)
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
            #expect(error?.code == .unreachable)
            #expect(error?.remedy == "Check the base URL, the network, and HTTPS_PROXY if a proxy is needed")
            #expect(error?.mayHaveActed == false)
        }
    }
}
