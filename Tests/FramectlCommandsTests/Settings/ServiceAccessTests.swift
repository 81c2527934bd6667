import FrameOperations
import FrameSettings
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("What a command holds of the service")
struct ServiceAccessTests {
    private struct NoTransport: HTTPTransport {
        func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "nothing is sent here")
        }
    }

    private func access(_ protections: Protection...) throws -> ServiceAccess {
        let client = FrameClient(
            credentials: try Credentials(clientID: "c", clientSecret: "s"),
            transport: NoTransport()
        )
        return ServiceAccess(client, under: Protections(protections))
    }

    private func protection(_ source: String, readsOnly: Bool) -> Protection {
        var protection = Protection(source: source, file: "/f")
        protection.pools = ["x"]
        protection.isReadOnly = readsOnly
        return protection
    }

    @Test("is everything, unless somebody says that it only reads")
    func acting() throws {
        #expect(throws: Never.self) { try access().actingClient() }
        #expect(throws: Never.self) { try access(protection("profile a", readsOnly: false)).actingClient() }
    }

    @Test("is nothing that acts where profile or project says so: no client that could is in it")
    func reading() throws {
        let access = try access(protection("profile a", readsOnly: false), protection("/p", readsOnly: true))
        let error = try #require(throws: OperationsError.self) { try access.actingClient() }
        #expect(error == .protected(.readOnly, source: "/p", file: "/f"))
        guard case .reading(let reader, _) = access else {
            Issue.record("a client that can act is held")
            return
        }
        #expect(reader.clientID == "c")
        var dumped = ""
        dump(access, to: &dumped, maxDepth: 3)
        #expect(!dumped.contains("FrameClient"))
    }
}
