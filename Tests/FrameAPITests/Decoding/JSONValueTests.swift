import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("JSON of an unknown shape")
struct JSONValueTests {
    static let text = #"{"a":[null,true,7,1.5,"x",{"b":[]}],"c":-9007199254740993}"#
    static let value = JSONValue.object([
        "a": .array([.null, .bool(true), .integer(7), .number(1.5), .string("x"), .object(["b": .array([])])]),
        "c": .integer(-9_007_199_254_740_993),
    ])

    @Test("is kept as it came, and written back")
    func roundTrip() throws {
        let read = try JSONDecoder().decode(JSONValue.self, from: Data(Self.text.utf8))
        #expect(read == Self.value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(read)) == Self.value)
    }

    @Test("is read as another reader reads it", arguments: 0..<200)
    func otherReader(_ seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = RandomJSON.array(using: &generator)
        let expected = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        let read = try? JSONScanner.tree(in: Array(text.utf8))
        #expect(read == expected, "\(text)")
        let whole = Array(text.utf8)
        let end = try #require(whole.lastIndex(of: UInt8(ascii: "]")))
        for cut in [end / 2, end] {
            #expect(throws: JSONScanner.Flaw.self) { try JSONScanner.tree(in: Array(whole.prefix(cut))) }
        }
    }

    @Test(
        "is an error where another reader finds one, or finds no number and no text",
        arguments: [
            "[1,]", "[1 2]", "{\"a\":}", "{\"a\" 1}", "[1e999]", "[\"\\ud800\"]", "{1:2}", "[]]", "", "nul", "[01]",
        ]
    )
    func damaged(_ text: String) {
        #expect(throws: JSONScanner.Flaw.self) { try JSONScanner.tree(in: Array(text.utf8)) }
    }

    @Test("gives the members of an object by their names, and of nothing else")
    func members() {
        #expect(Self.value["c"] == .integer(-9_007_199_254_740_993))
        #expect(Self.value["d"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test("nested without end is an error, and not the end of the process", arguments: ["[", #"{"a":"#])
    func depth(_ opening: String) async throws {
        let body = String(repeating: opening, count: 100_000)
        let client = try client(answering: 200, body)
        let error = await #expect(throws: FrameAPIError.self) { try await client.availabilityZones(of: Sample.account) }
        #expect(error?.code == .notUnderstood)
        #expect(error?.remedy.hasPrefix("Check the base URL") == true)
    }

    @Test("as an id is text: a number may have been changed on its way")
    func identifiers() throws {
        let ids = try JSONDecoder().decode([PoolID].self, from: Data(#"["p","7"]"#.utf8))
        #expect(ids == ["p", "7"])
        #expect(String(decoding: try JSONEncoder().encode(ids), as: UTF8.self) == #"["p","7"]"#)
        for text in ["[null]", "[7]"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([PoolID].self, from: Data(text.utf8)) }
        }
        #expect(["b", "a", "C"].map { PoolID($0) }.sorted() == ["C", "a", "b"])
    }

    @Test("as an id is itself byte for byte, however it looks")
    func bytes() {
        let (one, other) = (SessionID("caf\u{E9}"), SessionID("cafe\u{301}"))
        #expect(one.value == other.value)
        #expect(one != other)
        #expect(Set([one, other, SessionID("caf\u{E9}")]).count == 2)
        #expect([one, other].sorted() == [other, one])
    }
}
