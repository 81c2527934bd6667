import FoundationEssentials
import Testing

@testable import FrameAPI

/// Whatever the scanner takes, it reads as the decoder does; what it does not take is left to the decoder.
@Suite("The scanner of objects")
struct ObjectScannerTests {
    /// Everything that an entity can ask for.
    private struct Everything: ServiceEntity, Equatable {
        static let identifyingKeys = ["id", "k0", "k1"]
        let texts: [String?]
        let flags: [Bool?]
        let present: [Bool]

        private static let keys = ["id", "pool_id", "k0", "k1", "k2", "größe", ""]

        init(from fields: Fields) {
            texts = Self.keys.map(fields.text)
            flags = Self.keys.map(fields.bool)
            present = Self.keys.map(fields.has)
        }
    }

    private func scanned(_ elements: String) -> [Everything]? {
        let bytes = Array(elements.utf8)
        var scanner = ObjectScanner(bytes, in: 0..<bytes.count)
        var found: [Everything] = []
        let isRead = scanner.forEachObject { object in
            guard Everything.identifyingKeys.contains(where: object.has) else { return false }
            found.append(Everything(from: Fields(.scan(object))))
            return true
        }
        return isRead ? found : nil
    }

    private func decoded(_ elements: String) -> [Everything]? {
        try? JSONDecoder().decode([EntityBox<Everything>].self, from: Data("[\(elements)]".utf8)).map(\.entity)
    }

    @Test(
        "takes what services send, and reads it as the decoder does",
        arguments: [
            #"{"id":"gateway-prod.KR5LDopQG8MzV136","pool_id":"p"}"#, #" { "id" : "a" , "pool_id" : 7 } , {"id":null}"#,
            #"{"id":"größe","größe":"日本"}"#, #"{"id":true,"pool_id":false}"#, #"{"id":{"id":[1,{"a":"b"}]},"k0":[]}"#,
            #"{"id":"a\"b\\c\/\n\u00e9","k1":"\ud83d\udda5"}"#,
            #"{"id":-1,"pool_id":1.5,"k0":1e3,"k1":12345678901234567890}"#,
            #"{"id":0,"k0":123456789012345678,"k1":-0}"#, #"{"id":"\ud83d"}"#, #"{"":"x","id":""}"#,
        ]
    )
    func usual(elements: String) throws {
        let found = try #require(scanned(elements))
        #expect(found == decoded(elements))
    }

    @Test(
        "leaves to the decoder what is unusual or wrong",
        arguments: [
            "", "1", "null", "[]", "{}", #"{"a":1}"#, #"{"id":1,"id":2}"#, #"{"\u0069d":1}"#, #"{"id":1},"#,
            #",{"id":1}"#,
            #"{"id":1} {"id":2}"#, #"{"id":1"#, #"{"id":1,}"#, #"{"id"}"#, #"{"id":}"#, #"{id:1}"#, #"{"id":01}"#,
            #"{"id":1.}"#,
            #"{"id":.5}"#, #"{"id":1e}"#, #"{"id":+1}"#, #"{"id":tru}"#, #"{"id":nul"#, #"{"id":"a}"#, #"{"id":"\x"}"#,
            #"{"id":"\u12g4"}"#, "{\"id\":\"a\u{1}\"}", #"{"id":1}x"#, #"{"id":1}}"#, #"{"id":[1,]}"#,
            #"{"id":{"a":1,}}"#,
            #"{"id":\#(String(repeating: "[", count: 30))\#(String(repeating: "]", count: 30))}"#,
        ]
    )
    func unusual(elements: String) {
        #expect(scanned(elements) == nil)
    }

    @Test("leaves bytes that are no UTF-8 to the decoder")
    func invalidUTF8() {
        let bytes = Array(#"{"id":""#.utf8) + [0xC3] + Array(#""}"#.utf8)
        var scanner = ObjectScanner(bytes, in: 0..<bytes.count)
        #expect(!scanner.forEachObject { _ in true })
    }

    @Test("agrees with the decoder on objects at random, whole and cut", arguments: 0..<100 as Range<UInt64>)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<50 {
            let text = RandomJSON.objects(using: &generator)
            let cut = String(text.prefix(Int.random(in: 0...text.count, using: &generator)))
            for elements in [text, cut] {
                guard let found = scanned(elements) else { continue }
                taken += 1
                #expect(found == decoded(elements), "\(elements)")
            }
        }
        #expect(taken > 5, "the scanner takes hardly anything")
    }
}
