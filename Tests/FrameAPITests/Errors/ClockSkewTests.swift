import HTTPTypes
import Testing

@testable import FrameAPI

@Suite("The clock of this machine")
struct ClockSkewTests {
    /// The virtual clock stands at 22:13:20.
    private func error(_ status: Int, date: String) async throws -> FrameAPIError {
        let client = try client(answering: status, "no", [("Date", "Tue, 14 Nov 2023 \(date) GMT")])
        return try #require(await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) })
    }

    @Test("is told in words when a refused credential may be its fault", arguments: [401, 403])
    func words(_ status: Int) async throws {
        let ahead = try await error(status, date: "22:12:19")
        #expect(ahead.detail.hasSuffix("no; this machine's clock is 61 seconds ahead of the service's"))
        #expect(ahead.clockSkew == .seconds(61))
        #expect(!ahead.remedy.isEmpty)
        let behind = try await error(status, date: "23:13:20")
        #expect(behind.detail.hasSuffix("no; this machine's clock is 3600 seconds behind the service's"))
        #expect(behind.clockSkew == .seconds(-3_600))
    }

    @Test("is not blamed for a minute or less", arguments: [("22:12:20", 60), ("22:13:20", 0), ("22:14:20", -60)])
    func small(_ date: String, _ seconds: Int) async throws {
        let error = try await error(401, date: date)
        #expect(error.detail == "the service answered 401: no")
        #expect(error.clockSkew == .seconds(seconds))
    }

    @Test("is not blamed for what has nothing to do with it", arguments: [404, 429, 500])
    func otherStatuses(_ status: Int) async throws {
        let error = try await error(status, date: "12:00:00")
        #expect(error.detail == "the service answered \(status): no")
        #expect(error.clockSkew == .seconds(36_800))
    }

    @Test("is not known without a date that is understood", arguments: [[], [("Date", "today")]])
    func unknown(_ headers: [(String, String)]) async throws {
        let client = try client(answering: 401, "no", headers)
        let error = await #expect(throws: FrameAPIError.self) { try await client.pools(of: Sample.account) }
        #expect(error?.detail == "the service answered 401: no")
        #expect(error?.clockSkew == nil)
        #expect(error?.remedy == "Check the client id and the client secret, and that this machine's clock is right")
    }

    @Test("is compared in a good answer too")
    func goodAnswer() async throws {
        let client = try client(answering: 200, "{}", [("Date", "Tue, 14 Nov 2023 22:13:00 GMT")])
        #expect(try await client.send(.get, path: "/x").clockSkew == .seconds(20))
    }
}
