import FoundationEssentials
import Testing

@testable import FrameAPI

/// A listing out of a cache may be older than the DELETEs that it is to confirm.
@Suite("The moment of an answer")
struct ListingAgeTests {
    private static let date = ("Date", "Tue, 14 Nov 2023 22:13:20 GMT")
    private static let seconds = 1_700_000_000.0

    private func listing(_ headers: [(String, String)]) async throws -> SessionListing {
        try await client(answering: 200, "[]", headers).sessionListing(of: Sample.account)
    }

    @Test(
        "is its date, less the time that it lay in a cache",
        arguments: [("0", 0), ("1", 1), (" 90 ", 90), ("86400", 86_400), ("007", 7)]
    )
    func age(_ age: String, _ expected: Int) async throws {
        let listing = try await listing([Self.date, ("Age", age)])
        #expect(listing.age == .seconds(expected))
        #expect(listing.serviceDate == Date(timeIntervalSince1970: Self.seconds - Double(expected)))
    }

    @Test("is not moved by an age that is none", arguments: ["", "-1", "1.5", "soon", "1e3", "٣", "0x10", "+5"])
    func garbage(_ age: String) async throws {
        let listing = try await listing([Self.date, ("Age", age)])
        #expect(listing.age == .zero)
        #expect(listing.serviceDate == Date(timeIntervalSince1970: Self.seconds))
    }

    @Test("is moved by 68 years at most", arguments: ["2147483648", "2147483649", String(repeating: "9", count: 60)])
    func huge(_ age: String) async throws {
        let listing = try await listing([Self.date, ("Age", age)])
        #expect(listing.age == .seconds(2_147_483_648))
        #expect(listing.serviceDate == Date(timeIntervalSince1970: Self.seconds - 2_147_483_648))
    }

    @Test("is that of the greatest of several ages")
    func several() async throws {
        #expect(try await listing([Self.date, ("Age", "5"), ("age", "70, 6")]).age == .seconds(70))
    }

    @Test(
        "is not known without a date that is understood",
        arguments: [[], [("Date", "today")], [("Date", "2023-11-14T22:13:20Z")]]
    )
    func undated(_ headers: [(String, String)]) async throws {
        let listing = try await listing(headers + [("Age", "5")])
        #expect(listing.serviceDate == nil)
        #expect(listing.age == .seconds(5))
    }

    @Test("is given for a DELETE that was taken")
    func delete() async throws {
        let dated = try await client(answering: 202, "", [Self.date]).delete("s", of: Sample.account)
        #expect(dated.status == 202)
        #expect(dated.serviceDate == Date(timeIntervalSince1970: Self.seconds))
        #expect(try await client(answering: 204).delete("s", of: Sample.account).serviceDate == nil)
    }

    @Test("is part of every error with an answer", arguments: [302, 400, 401, 403, 404, 409, 410, 429, 500, 503])
    func errors(_ status: Int) async throws {
        let client = try client(answering: status, "no", [Self.date, ("Age", "5")])
        let error = await #expect(throws: FrameAPIError.self) { try await client.closeSession("s", of: Sample.account) }
        #expect(error?.serviceDate == Date(timeIntervalSince1970: Self.seconds))
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("is part of the error for an answer that is not understood, and of none without an answer")
    func otherErrors() async throws {
        let odd = try client(answering: 200, "<html>", [Self.date])
        var error = await #expect(throws: FrameAPIError.self) { try await odd.pools(of: Sample.account) }
        #expect(error?.serviceDate == Date(timeIntervalSince1970: Self.seconds))
        let silent = try FrameClient.underTest(FakeTransport(failure(.timedOut)))
        error = await #expect(throws: FrameAPIError.self) { try await silent.pools(of: Sample.account) }
        #expect(error?.serviceDate == nil)
        #expect(error?.remedy.isEmpty == false)
    }
}
