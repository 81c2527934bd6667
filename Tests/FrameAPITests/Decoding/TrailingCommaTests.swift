import Testing

@testable import FrameAPI

/// A comma too many means that something was there or is missing, wherever the reader's pieces end.
@Suite("A listing with a comma too many")
struct TrailingCommaTests {
    private static func elements(_ count: Int) -> String {
        (0..<count).map { #"{"id":"s\#($0)","pool_id":"p"}"# }.joined(separator: ",")
    }

    private func sessions(_ body: String) async throws -> [ActiveSession] {
        try await client(answering: 200, body).activeSessions(of: Sample.account)
    }

    static let counts = [1, 2, 511, 512, 513, 1_023, 1_024, 1_025]

    @Test("is read whole without it", arguments: counts)
    func without(_ count: Int) async throws {
        let sessions = try await sessions("[\(Self.elements(count))]")
        #expect(sessions.map(\.id) == (0..<count).map { SessionID("s\($0)") })
    }

    @Test("is not understood: at the end", arguments: counts, ["", " ", "\n\t"])
    func trailing(_ count: Int, _ space: String) async throws {
        let error = await #expect(throws: FrameAPIError.self) {
            try await sessions("[\(Self.elements(count)),\(space)]")
        }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test("is not understood: at the beginning", arguments: counts)
    func leading(_ count: Int) async throws {
        let error = await #expect(throws: FrameAPIError.self) { try await sessions("[,\(Self.elements(count))]") }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test("is not understood: in between", arguments: counts)
    func doubled(_ count: Int) async throws {
        let body = "[\(Self.elements(count)),,\(Self.elements(3))]"
        let error = await #expect(throws: FrameAPIError.self) { try await sessions(body) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test("is not understood: nothing but commas", arguments: [1, 2, 511, 512, 513, 1_024])
    func only(_ count: Int) async throws {
        let body = "[\(String(repeating: ",", count: count))]"
        let error = await #expect(throws: FrameAPIError.self) { try await sessions(body) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }
}
