import FoundationEssentials
import Testing

@testable import FrameAPI

/// The scanner finds values; Foundation's decoder, which reads them, is what it is compared with.
@Suite("The scanner of JSON")
struct JSONScannerTests {
    private static func takes(_ bytes: [UInt8]) -> Bool {
        (try? JSONScanner.document(in: bytes)) != nil
    }

    @Test("takes documents of any content", arguments: UInt64(0)..<150)
    func agreement(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Array(RandomJSON.array(using: &generator).utf8)
        let value = try JSONScanner.document(in: bytes)
        #expect(value.kind == .list)
        let spelled = String(decoding: bytes, as: UTF8.self).trimmingWhitespace()
        #expect(String(decoding: bytes[value.place], as: UTF8.self) == spelled)
    }

    @Test("takes no beginning of a document for a document", arguments: UInt64(0)..<20)
    func truncation(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Array(RandomJSON.array(using: &generator).trimmingWhitespace().utf8)
        for end in bytes.indices {
            #expect(throws: JSONScanner.Flaw.cutShort) { try JSONScanner.document(in: Array(bytes[..<end])) }
        }
    }

    @Test("takes of damaged documents what the decoder takes, but for commas too many", arguments: UInt64(0)..<150)
    func damage(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed + 1_000)
        var bytes = Array(RandomJSON.array(using: &generator).utf8)
        for _ in 0..<8 {
            let spot = Int.random(in: bytes.indices, using: &generator)
            let byte = Array("[]{},,:\"\\ 1n".utf8).randomElement(using: &generator) ?? 0
            if Bool.random(using: &generator) { bytes[spot] = byte } else { bytes.insert(byte, at: spot) }
            let text = String(decoding: bytes, as: UTF8.self)
            let isDecoded = (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) != nil
            // The decoder takes [1,] for an array, and neither half a pair of surrogates nor bytes that are no UTF-8 nor 1e300000 for a value.
            let squeezed = text.filter { !$0.isWhitespace }
            let mayBeRefused = squeezed.contains(",]") || squeezed.contains(",}")
            let mayBeTaken = ["\\u", "e3", "\u{FFFD}"].contains(where: text.contains)
            let isTaken = Self.takes(bytes)
            #expect(isTaken == isDecoded || (isTaken ? mayBeTaken : mayBeRefused), "\(text)")
        }
    }

    @Test(
        "says of a list what is wrong with it",
        arguments: [
            ("", JSONScanner.Flaw.notAList), ("{}", .notAList), ("x[]", .notAList), (#"{"data":{}}"#, .notAList),
            ("[", .cutShort), ("[\"]", .cutShort), ("[\"\\", .cutShort), ("[\"\\\"]", .cutShort), ("[[]", .cutShort),
            ("[-", .cutShort), ("[1.", .cutShort), ("[{\"a\"", .cutShort), ("[tru", .cutShort), ("[\"\\u00", .cutShort),
            (#"{"data":[]"#, .cutShort),
            ("[]]", .trailingText), ("[] 1", .trailingText), (#"{"data":[],"next":1}"#, .trailingText),
            (#"{"data":[]}}"#, .trailingText),
            ("[,]", .strayComma), ("[1,]", .strayComma), ("[1,,2]", .strayComma), ("[{,}]", .strayComma),
            ("[[1 , ],2]", .strayComma), ("[{\"a\":1,}]", .strayComma), ("[,1]", .strayComma),
            ("[[{\"a\":[1,{}],}]]", .strayComma),
            ("[1]", .otherRows), ("[[]]", .otherRows), ("[true, null]", .otherRows), ("[\"s\"]", .otherRows),
            ("[}", .damaged), ("[01]", .damaged), ("[+1]", .damaged), ("[.5]", .damaged), ("[1e]", .damaged),
            ("[nul]", .damaged), ("[\"\\x\"]", .damaged), ("[\"\\u12g4\"]", .damaged), ("[\"a\u{1}\"]", .damaged),
            ("[{\"a\" 1}]", .damaged), ("[{a:1}]", .damaged), ("[{\"a\":}]", .damaged), ("[{\"a\"}]", .damaged),
            ("[{\"a\":1]}", .damaged), ("[1 2]", .damaged), ("[{}{}]", .damaged), ("[// none\n]", .damaged),
        ]
    )
    func flaws(_ text: String, _ flaw: JSONScanner.Flaw) {
        #expect(throws: flaw) { try JSONScanner.forEachRow(of: Array(text.utf8)) { _, _ in } }
    }

    @Test("bounds how deep values lie in each other, and does not call itself for them")
    func depth() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: #"[{"a":"#, count: depth / 2) + "1" + String(repeating: "}]", count: depth / 2)).utf8
            )
        }
        #expect(Self.takes(nested(512)))
        #expect(!Self.takes(nested(514)))
        #expect(!Self.takes(Array(String(repeating: "[", count: 1_000_000).utf8)))
    }
}
