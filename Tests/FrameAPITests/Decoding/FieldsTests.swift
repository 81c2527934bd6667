import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("The members of an object")
struct FieldsTests {
    private static let keys = ["id", "pool_id", "k0", "k1", "k2", "größe", ""]

    private func fields(_ object: String) throws -> Fields {
        try JSONScanner.object(in: Array(object.utf8))
    }

    @Test(
        "are read as they are spelled, numbers as their digits",
        arguments: [
            (#""gateway-prod.K""#, "gateway-prod.K" as String?), (#""größe""#, "größe"), (#""""#, ""),
            (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
            (#""\u00e9\u00C9\ud83d\udda5\u0000""#, "éÉ🖥\u{0}"),
            ("0", "0"), ("-0", "-0"), ("1.0", "1.0"), ("1.10", "1.10"), ("1e3", "1e3"), ("1E+02", "1E+02"),
            ("-7", "-7"),
            ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
            ("null", nil), ("true", nil), ("false", nil), ("[\"a\"]", nil), (#"{"id":"a"}"#, nil),
            (#""\ud83d""#, nil), (#""\ud83dx""#, nil), (#""\ud83d\u0041""#, nil), (#""\udda5\ud83d""#, nil),
        ]
    )
    func texts(_ spelled: String, _ text: String?) throws {
        let fields = try fields(#"{"a":0,"id":\#(spelled),"b":[1,{"id":2}]}"#)
        #expect(fields.has("id"))
        #expect(fields.text("id").map { Array($0.utf8) } == text.map { Array($0.utf8) })
        #expect(fields.texts("id") == [text].compactMap { $0 })
        #expect(!fields.isDoubled("id"))
    }

    @Test("are none where bytes are no UTF-8, and the others are read all the same")
    func invalidUTF8() throws {
        let bytes = Array(#"{"a":""#.utf8) + [0xC3] + Array(#"","b":"x\n"#.utf8) + [0xFF] + Array(#"","c":"d"}"#.utf8)
        let fields = try JSONScanner.object(in: bytes)
        #expect(["a", "b", "c"].map(fields.text) == [nil, nil, "d"])
    }

    @Test(
        "that are given twice have no value, however their names are spelled",
        arguments: [
            #"{"id":"a","id":"b"}"#, #"{"id":"a","\u0069d":"b"}"#, #"{"i\u0064":"a","\u0069\u0064":"b"}"#,
            #"{"id":"a","x":1,"id":"a"}"#, #"{"id":null,"id":"a"}"#, #"{"id":"a","id":{},"id":[]}"#,
        ]
    )
    func doubled(_ object: String) throws {
        let fields = try fields(object)
        #expect(fields.isDoubled("id"))
        #expect(fields.has("id"))
        #expect(fields.text("id") == nil)
        let id: SessionID? = fields.identifier("id")
        #expect(id == nil)
    }

    @Test("are found by their names to the letter, escaped or not")
    func names() throws {
        let fields = try fields(#"{"\u0069d":"a","ID":"b","id ":"c","größe":"d","\ud83d":"e","":"f"}"#)
        #expect(["id", "größe", "", "Id", "gro\u{308}ße"].map(fields.text) == ["a", "d", "f", nil, nil])
    }

    @Test(
        "are no ids when they are empty or hold what could not be read",
        arguments: [#""""#, "\"a\u{FFFD}\"", #""\ufffd""#]
    )
    func identifiers(_ spelled: String) throws {
        let id: SessionID? = try fields(#"{"id":\#(spelled)}"#).identifier("id")
        #expect(id == nil)
    }

    @Test("agree with the decoder's on objects at random", arguments: 0..<100 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = "[" + RandomJSON.objects(using: &generator) + "]"
            let decoded = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(text.utf8))
            var row = 0
            try JSONScanner.forEachRow(of: Array(text.utf8)) { fields, _ in
                for key in Self.keys where !fields.isDoubled(key) {
                    let value = decoded[row][key]
                    #expect(fields.has(key) == (value != nil), "\(key) of \(text)")
                    #expect(Self.isReading(fields.text(key), of: value), "\(key) of \(text)")
                    #expect(
                        fields.bool(key).map { .bool($0) } == (Self.isBool(value) ? value : nil),
                        "\(key) of \(text)"
                    )
                }
                row += 1
            }
            #expect(row == decoded.count)
        }
    }

    private static func isReading(_ text: String?, of value: JSONValue?) -> Bool {
        switch value {
        case .string(let due): text == due
        case .integer(let due): text.flatMap { Double($0) } == Double(due)
        case .number(let due): text.flatMap { Double($0) } == due
        default: text == nil
        }
    }

    private static func isBool(_ value: JSONValue?) -> Bool {
        if case .bool = value { true } else { false }
    }
}
