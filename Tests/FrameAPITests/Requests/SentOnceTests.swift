import HTTPTypes
import Testing

@testable import FrameAPI

/// Laws 6 and 7: what acts is sent once, whatever comes back, and its caller is told whether it may have acted.
@Suite("A request that acts")
struct SentOnceTests {
    struct Case: Sendable {
        let step: FakeTransport.Step
        let code: FrameAPIError.Code
        let mayHaveActed: Bool

        init(_ step: @escaping FakeTransport.Step, _ code: FrameAPIError.Code, mayHaveActed: Bool) {
            self.step = step
            self.code = code
            self.mayHaveActed = mayHaveActed
        }
    }

    static let cases = [
        Case(answer(400), .refused, mayHaveActed: false),
        Case(answer(401), .unauthorized, mayHaveActed: false),
        Case(answer(403), .forbidden, mayHaveActed: false),
        Case(answer(404), .notFound, mayHaveActed: false),
        Case(answer(408), .serverFault, mayHaveActed: true),
        Case(answer(409), .refused, mayHaveActed: false),
        Case(answer(409, "", [("Retry-After", "1")]), .busy, mayHaveActed: false),
        Case(answer(410), .notFound, mayHaveActed: false),
        Case(answer(423), .refused, mayHaveActed: false),
        Case(answer(423, "", [("Retry-After", "1")]), .busy, mayHaveActed: false),
        Case(answer(425), .busy, mayHaveActed: false),
        Case(answer(400, #"{"message":"Rate exceeded"}"#), .throttled, mayHaveActed: false),
        Case(answer(429, "", [("Retry-After", "1")]), .throttled, mayHaveActed: false),
        Case(answer(500), .serverFault, mayHaveActed: true),
        Case(answer(502), .serverFault, mayHaveActed: true),
        Case(answer(503, "", [("Retry-After", "1")]), .serverFault, mayHaveActed: true),
        Case(answer(504), .serverFault, mayHaveActed: true),
        Case(answer(302), .redirected, mayHaveActed: false),
        Case(failure(.unreachable), .unreachable, mayHaveActed: false),
        Case(failure(.untrusted), .untrusted, mayHaveActed: false),
        Case(failure(.unknownHost), .unknownHost, mayHaveActed: false),
        Case(failure(.notLoopback), .insecureBaseURL, mayHaveActed: false),
        Case(failure(.proxyUnauthorized), .proxyUnauthorized, mayHaveActed: false),
        Case(failure(.proxyRefused), .proxyRefused, mayHaveActed: false),
        Case(failure(.timedOut, mayHaveBeenSent: true), .timedOut, mayHaveActed: true),
        Case(failure(.connectionLost, mayHaveBeenSent: true), .connectionLost, mayHaveActed: true),
        Case(failure(.bodyTooLarge, mayHaveBeenSent: true), .bodyTooLarge, mayHaveActed: true),
        Case(failure(.cancelled, mayHaveBeenSent: true), .cancelled, mayHaveActed: true),
    ]

    private func expectOnce(
        _ expected: Case,
        _ call: (FrameClient) async throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let transport = FakeTransport(expected.step)
        let time = VirtualTime()
        let client = try FrameClient.underTest(
            transport,
            retry: ReadRetry(),
            time: time,
            onRetry: { Issue.record("repeated after \($0.error)") }
        )
        let error = await #expect(throws: FrameAPIError.self, sourceLocation: sourceLocation) { try await call(client) }
        #expect(error?.code == expected.code, sourceLocation: sourceLocation)
        #expect(error?.mayHaveActed == expected.mayHaveActed, sourceLocation: sourceLocation)
        #expect(error?.remedy.isEmpty == false, sourceLocation: sourceLocation)
        #expect(transport.requests.count == 1, sourceLocation: sourceLocation)
        #expect(time.sleeps.isEmpty, sourceLocation: sourceLocation)
    }

    @Test("is never repeated: closing a session", arguments: cases.indices)
    func close(_ index: Int) async throws {
        try await expectOnce(Self.cases[index]) { try await $0.closeSession("s", of: Sample.account) }
    }

    @Test("is never repeated: publishing", arguments: cases.indices)
    func publish(_ index: Int) async throws {
        try await expectOnce(Self.cases[index]) { _ = try await $0.publish(Sample.account) }
    }

    @Test(
        "is never repeated: a written-out path",
        arguments: [HTTPRequest.Method.post, .put, .patch, .delete],
        cases.indices
    )
    func raw(_ method: HTTPRequest.Method, _ index: Int) async throws {
        try await expectOnce(Self.cases[index]) { _ = try await $0.send(method, path: "/x") }
    }

    @Test("has acted when its answer of 2xx is not understood", arguments: ["", "<html>", "[1"])
    func notUnderstood(_ body: String) async throws {
        let unread = Case(answer(200, body), .notUnderstood, mayHaveActed: true)
        try await expectOnce(unread) { _ = try await $0.publish(Sample.account) }
        try await expectOnce(unread) {
            _ = try await $0.anonymousToken(for: .account(Sample.account), provider: "p")
        }
    }
}
