import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("The scanner of lists")
struct JSONListScannerTests {
    /// The elements of an array, read in pieces of a size.
    private static func read(_ bytes: [UInt8], size: Int) throws -> [JSONValue] {
        var values: [JSONValue] = []
        try JSONListScanner.forEachPiece(of: bytes, size: size) { range in
            let piece = Array("[".utf8) + bytes[range] + Array("]".utf8)
            values += try JSONDecoder().decode([JSONValue].self, from: Data(piece))
        }
        return values
    }

    static let sizes = 1...8

    @Test("agrees with the decoder on arrays of any content", arguments: UInt64(0)..<150)
    func agreement(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Array(RandomJSON.array(using: &generator).utf8)
        let expected = try JSONDecoder().decode([JSONValue].self, from: Data(bytes))
        for size in Self.sizes {
            #expect(try Self.read(bytes, size: size) == expected)
        }
    }

    @Test("takes no beginning of an array for an array", arguments: UInt64(0)..<20)
    func truncation(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Array(RandomJSON.array(using: &generator).trimmingWhitespace().utf8)
        for size in Self.sizes {
            for end in bytes.indices {
                #expect(throws: (any Error).self) { try Self.read(Array(bytes[..<end]), size: size) }
            }
        }
    }

    @Test(
        "makes nothing else of a damaged array than the decoder, and refuses commas besides",
        arguments: UInt64(0)..<150
    )
    func damage(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed + 1_000)
        var bytes = Array(RandomJSON.array(using: &generator).utf8)
        for _ in 0..<8 {
            let spot = Int.random(in: bytes.indices, using: &generator)
            let byte = Array("[]{},,:\"\\ 1n".utf8).randomElement(using: &generator) ?? 0
            if Bool.random(using: &generator) { bytes[spot] = byte } else { bytes.insert(byte, at: spot) }
            let text = String(decoding: bytes, as: UTF8.self)
            let decoded = try? JSONDecoder().decode([JSONValue].self, from: Data(bytes))
            // The decoder takes [1,] for an array.
            let squeezed = text.filter { !$0.isWhitespace }
            let mayBeRefused = squeezed.contains(",]") || squeezed.contains(",}")
            for size in Self.sizes {
                let came = try? Self.read(bytes, size: size)
                #expect(came == decoded || (came == nil && mayBeRefused), "\(text) in pieces of \(size)")
            }
        }
    }

    @Test("gives pieces of at most the size that was asked for")
    func pieces() throws {
        let bytes = Array("[1,[2,2],\"3,\",{\"4\":[4,4]},5]".utf8)
        var pieces: [String] = []
        try JSONListScanner.forEachPiece(of: bytes, size: 2) {
            pieces.append(String(decoding: bytes[$0], as: UTF8.self))
        }
        #expect(pieces == ["1,[2,2]", "\"3,\",{\"4\":[4,4]}", "5"])
    }

    @Test(
        "says why a text is not a whole array",
        arguments: [
            ("", JSONListScanner.Flaw.notAnArray), ("{}", .notAnArray), ("x[]", .notAnArray), ("[", .cutShort),
            ("[\"]", .cutShort), ("[\"\\", .cutShort), ("[\"\\\"]", .cutShort), ("[[]", .cutShort),
            ("[]]", .trailingText),
            ("[] 1", .trailingText), ("[,]", .strayComma), ("[1,]", .strayComma), ("[1,,2]", .strayComma),
            ("[{,}]", .strayComma),
            ("[[1 , ],2]", .strayComma), ("[{\"a\":1,}]", .strayComma), ("[,1]", .strayComma),
        ]
    )
    func flaws(_ text: String, _ flaw: JSONListScanner.Flaw) {
        let thrown = #expect(throws: JSONListScanner.Flaw.self) {
            try JSONListScanner.forEachPiece(of: Array(text.utf8)) { _ in }
        }
        #expect(thrown == flaw)
    }
}
