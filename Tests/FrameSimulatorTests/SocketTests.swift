import HTTPTypes
import Logging
import ServiceLifecycle
import Testing

@testable import FrameSimulator

@Suite(.timeLimit(.minutes(10))) struct SocketTests {
    private static let listing = "GET /accounts/*/active_sessions"

    private func text(_ plane: TestPlane, _ method: String, _ path: String, close: Bool = true) throws -> String {
        let headers = try plane.headers().map { "\($0.name.rawName): \($0.value)\r\n" }.joined()
        let connection = close ? "Connection: close\r\n" : ""
        return "\(method) /v1\(path) HTTP/1.1\r\nHost: localhost\r\n\(connection)\(headers)\r\n"
    }

    private func exchange(_ scenario: Scenario) async throws -> (received: String, expected: SimulatedResponse) {
        let plane = try TestPlane(scenario)
        let expected = try TestPlane(scenario).send(.get, "/accounts/\(plane.account)/active_sessions")
        let request = try text(plane, "GET", "/accounts/\(plane.account)/active_sessions")
        let received = try await withServer(plane.plane) { try await RawConnection(port: $0).exchange(request) }
        #expect(plane.plane.history.count == 1)
        return (received, expected)
    }

    private func body(_ received: String) -> Substring {
        received.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    }

    @Test func anAnswerIsTheSameAsInTheProcess() async throws {
        let (received, expected) = try await exchange(.small())
        #expect(received.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(received.contains("Date: Tue, 14 Nov 2023 22:13:20 GMT\r\n"))
        #expect(received.contains("Content-Length: \(expected.body.count)\r\n"))
        #expect(body(received) == String(decoding: expected.body, as: UTF8.self))
    }

    @Test func aDelayedAnswerIsWhole() async throws {
        let (received, expected) = try await exchange(
            .small(fault: .delay(seconds: 0.01), on: Self.listing)
        )
        #expect(body(received) == String(decoding: expected.body, as: UTF8.self))
    }

    @Test(arguments: [0, 1, 700])
    func aCutBodyIsCut(after count: Int) async throws {
        let (received, expected) = try await exchange(
            .small(fault: .cutBody(afterBytes: count), on: Self.listing)
        )
        #expect(received.contains("Content-Length: \(expected.body.count)\r\n"))
        #expect(body(received) == String(decoding: expected.body.prefix(count), as: UTF8.self))
    }

    @Test func aDroppedConnectionBringsNotAByte() async throws {
        #expect(try await exchange(.small(fault: .dropBefore, on: Self.listing)).received.isEmpty)
        #expect(try await exchange(.small(fault: .dropAfter, on: Self.listing)).received.isEmpty)
    }

    @Test func aHangingRequestHoldsUpNeitherOthersNorTheEnd() async throws {
        let plane = try TestPlane(.small(fault: .hang, on: Self.listing))
        let hanging = try text(plane, "GET", "/accounts/\(plane.account)/active_sessions")
        let ordinary = try text(plane, "GET", "/accounts")
        let (silent, answer) = try await withServer(plane.plane) { port in
            let silent = Task { try await RawConnection(port: port).exchange(hanging) }
            try await waitForRequests(1, plane.plane)
            return (silent, try await RawConnection(port: port).exchange(ordinary))
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
        #expect(try await silent.value.isEmpty)
        #expect(plane.plane.history.map(\.status) == [nil, 200])
    }

    @Test func aGracefulShutdownEndsAHangingRequest() async throws {
        let plane = try TestPlane(.small(fault: .hang, on: Self.listing))
        let hanging = try text(plane, "GET", "/accounts/\(plane.account)/active_sessions")
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = SimulatorServer(simulator: plane.plane, onReady: { continuation.yield($0) })
        let services = ServiceGroup(
            configuration: .init(services: [.init(service: server)], logger: .init(label: "test"))
        )
        async let run: Void = services.run()
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        async let received = RawConnection(port: port).exchange(hanging)
        try await waitForRequests(1, plane.plane)
        await services.triggerGracefulShutdown()
        try await run
        #expect(try await received.isEmpty)
    }

    @Test func oneConnectionCarriesManyRequests() async throws {
        let plane = try TestPlane(.small { $0.closeAnswer = .noContent })
        let ids = plane.plane.liveSessionIDs(account: plane.account)
        var requests = ""
        for id in ids.sorted() {
            requests += try text(plane, "DELETE", "/accounts/\(plane.account)/sessions/\(id)", close: false)
        }
        requests += try text(plane, "GET", "/accounts/\(plane.account)/active_sessions")
        let sent = requests
        let received = try await withServer(plane.plane) { try await RawConnection(port: $0).exchange(sent) }
        #expect(received.split(separator: "HTTP/1.1 204 No Content\r\n").count == 3)
        #expect(received.hasSuffix("\r\n\r\n[]"))
    }

    @Test func aHeadIsAnsweredWithoutABody() async throws {
        let plane = try TestPlane(.small())
        let requests = try text(plane, "HEAD", "/accounts", close: false) + text(plane, "GET", "/cloud_providers")
        let received = try await withServer(plane.plane) { try await RawConnection(port: $0).exchange(requests) }
        #expect(received.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
        #expect(received.contains("\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }

    @Test(arguments: ["0.0.0.0", "::", "localhost", "192.0.2.1"])
    func isBoundToLoopbackOnly(host: String) async throws {
        let plane = try TestPlane(.small())
        await #expect(throws: SimulatorServerError.notLoopback(host: host)) {
            try await SimulatorServer(simulator: plane.plane, host: host).run()
        }
    }
}
