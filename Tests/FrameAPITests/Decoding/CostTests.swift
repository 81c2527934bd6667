import Foundation
import Testing

@testable import FrameAPI

/// Nothing that a service sends may cost more than a listing of the same size. The costs are compared with each other, in processor time
/// of the one thread that they are paid on.
@Suite("What is not a good listing")
struct CostTests {
    private static let size = 1_000_000
    /// How much more it may cost, to allow for what differs in kind and for chance.
    private static let factor = 6.0

    /// A listing of about that size.
    private static func rows(_ size: Int = size) -> String {
        let row = #"{"id":"gateway-prod.KR5LDopQG8MzV136","pool_id":"1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"}"#
        return Array(repeating: row, count: size / row.utf8.count).joined(separator: ",")
    }

    private static func time() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }

    /// The least of a few measurements.
    private static func cost(of work: () -> Void) -> Double {
        (0..<2).map { _ in
            let began = time()
            work()
            return time() - began
        }.min() ?? 0
    }

    private static func answer(_ body: String) throws -> Answer {
        Answer(
            response(200, body),
            request: RequestSummary(method: "GET", path: "/"),
            receivedAt: Date(timeIntervalSince1970: 0),
            redactor: RequestSigner(try Sample.credentials()).redactor
        )
    }

    private static func listing() throws -> Double {
        let answer = try answer("[\(rows())]")
        #expect(try answer.list(of: ActiveSession.self, due: "a list").count > 10_000)
        return cost { _ = try? answer.list(of: ActiveSession.self, due: "a list") }
    }

    /// Bodies of the size, with what begins the words for them.
    private static let bodies: [(name: String, body: @Sendable () -> String, came: String)] = [
        (
            "an object of very many members",
            { "{" + (0..<size / 8).map { "\"\($0 % 100)\":1" }.joined(separator: ",") + "}" },
            "an object with the keys 0, 1, 10,"
        ),
        (
            "an object of very many members with escapes",
            { "{" + (0..<size / 16).map { "\"\\u0041\($0 % 100)\":1" }.joined(separator: ",") + "}" },
            "an object with the keys A0, A1, A10,"
        ),
        (
            "an object with one long key", { "{\"" + String(repeating: "k", count: size) + "\":1}" },
            "an object with the keys kkkk"
        ),
        (
            "a list of one row of very many members",
            { "[{" + (0..<size / 8).map { "\"\($0 % 100)\":1" }.joined(separator: ",") + "}]" },
            "an object with the keys 0, 1, 10,"
        ),
        (
            "a list of numbers", { "[" + Array(repeating: "1", count: size / 2).joined(separator: ",") + "]" },
            "a list of something else"
        ),
        ("a list in a list in a list", { String(repeating: "[", count: size) }, "JSON nested more than 512 levels"),
        ("hexadecimal digits", { String(repeating: "0123456789abcdef", count: size / 16) }, "text that is not JSON"),
        ("an object that is cut", { "{\"a\":[" + rows() + "]" }, "JSON that is cut short"),
    ]

    @Test("costs no more to be refused than one of the same size to be read", arguments: bodies.indices)
    func refused(_ index: Int) throws {
        let (name, body, came) = Self.bodies[index]
        let answer = try Self.answer(body())
        let error = try #require(throws: FrameAPIError.self) { try answer.list(of: ActiveSession.self, due: "a list") }
        #expect(error.code == .notUnderstood)
        #expect(error.detail.hasPrefix("a list was due, but \(came)"), "\(error.detail)")
        let cost = Self.cost { _ = try? answer.list(of: ActiveSession.self, due: "a list") }
        let listing = try Self.listing()
        #expect(cost < listing * Self.factor, "\(name): \(cost) s, a listing: \(listing) s")
    }

    private static let rows: [(name: String, member: @Sendable (Int) -> String)] = [
        ("plain keys", { "\"key-number-\($0)\":1" }),
        (
            "keys with escapes",
            { "\"key\\u002dnumber-\($0)-\\u0041\\u0042\\u0043\\u0044\\u0045\\u0046\\u0047\\u0048\":1" }
        ),
        ("keys of the right length", { _ in "\"user_nam\":1" }),
        ("keys that name users", { _ in "\"user\":\"u\"" }),
    ]

    @Test("costs no more when it is one row of 100,000 members than one of as many rows", arguments: rows.indices)
    func longRow(_ index: Int) throws {
        let (name, member) = Self.rows[index]
        let body = "[{\"id\":\"s\",\"pool_id\":\"p\"," + (0..<100_000).map(member).joined(separator: ",") + "}]"
        let answer = try Self.answer(body)
        #expect(try answer.list(of: ActiveSession.self, due: "a list").map(\.id) == ["s"])
        let cost = Self.cost { _ = try? answer.list(of: ActiveSession.self, due: "a list") }
        let listing = try Self.listing() * Double(body.utf8.count) / Double(Self.size)
        #expect(cost < listing * Self.factor, "\(name): \(cost) s, a listing: \(listing) s")
    }

    @Test("costs no more, within bounds, when its shape is not known")
    func unknownShape() throws {
        let answer = try Self.answer("[\(Self.rows())]")
        let cost = Self.cost { _ = try? answer.value(due: "anything") }
        let listing = try Self.listing()
        #expect(cost < listing * Self.factor, "\(cost) s, a listing: \(listing) s")
    }

    @Test("costs no more to be searched for signatures than to be read, whatever it is made of")
    func redacting() throws {
        let signer = RequestSigner(try Sample.credentials())
        for second in 0..<600 { _ = signer.headers(at: 1_700_000_000 + Int64(second)) }
        let signature = Sample.signatureAt1700000000
        let listing = try Self.listing()
        for piece in [
            "0123456789abcdef", "a", String(signature.suffix(63)),
            String(signature.prefix(63)) + "\(signature.suffix(1))0", "xyz ",
        ] {
            let bytes = Array(String(repeating: piece, count: Self.size / piece.utf8.count).utf8)
            let cost = Self.cost { _ = signer.redactor.redact(bytes) }
            #expect(cost < listing * Self.factor, "\(piece): \(cost) s, a listing: \(listing) s")
        }
    }
}
