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

    @Test(
        "is as early as can be where the answer has an age that cannot be read",
        arguments: ["", "-1", "1.5", "soon", "1e3", "٣", "0x10", "+5", "5,"]
    )
    func garbage(_ age: String) async throws {
        let listing = try await listing([Self.date, ("Age", age)])
        #expect(listing.age == SessionListing.unknownAge)
        #expect(listing.serviceDate == Date(timeIntervalSince1970: Self.seconds - 2_147_483_648))
    }

    @Test("is that of the earliest of several dates")
    func dates() async throws {
        let listing = try await listing([Self.date, ("Date", "Tue, 14 Nov 2023 22:12:20 GMT")])
        #expect(listing.serviceDate == Date(timeIntervalSince1970: Self.seconds - 60))
    }

    @Test("stands beside what says that the answer is not the list itself", arguments: [201, 202, 203, 207, 226])
    func status(_ status: Int) async throws {
        let listing = try await client(answering: status, "[]", [Self.date]).sessionListing(of: Sample.account)
        #expect(listing.truncation == "status \(status)")
    }

    @Test(
        "stands beside the warning of a cache or a proxy",
        arguments: ["110 - \"Response is Stale\"", "199 - x, 214 p y"]
    )
    func warning(_ warning: String) async throws {
        let listing = try await listing([Self.date, ("Warning", warning)])
        #expect(listing.truncation == "Warning: \(warning.prefix(3) == "110" ? "110" : "214")")
        #expect(try await self.listing([Self.date, ("Warning", "199 - x")]).truncation == nil)
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
