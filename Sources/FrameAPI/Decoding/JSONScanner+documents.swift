extension JSONScanner {
    /// Passes each row of a list to `body`: a bare array, or the one member `data` of an object. Another member could say that there are
    /// more pages. A row that is no object has no fields. A list of only such rows, or of more than a thousand, is not understood.
    ///
    /// - Throws: A ``Flaw``, or what `body` throws.
    static func forEachRow(of bytes: [UInt8], _ body: (Fields, _ isObject: Bool) throws -> Void) throws {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        let isEnveloped = scanner.takeEnvelope()
        guard scanner.next == UInt8(ascii: "[") else { throw Flaw.notAList }
        var fields = Fields(in: bytes)
        var (objects, others) = (0, 0)
        if try !scanner.open(UInt8(ascii: "[")) {
            repeat {
                fields.removeAll()
                if scanner.next == UInt8(ascii: "{") {
                    try scanner.object(into: &fields)
                    objects += 1
                    try body(fields, true)
                } else {
                    _ = try scanner.value()
                    others += 1
                    if others <= mostOtherRows { try body(fields, false) }
                }
            } while try scanner.takeComma()
            try scanner.expect(UInt8(ascii: "]"))
        }
        if isEnveloped {
            scanner.skipSpace()
            guard let byte = scanner.next else { throw Flaw.cutShort }
            guard byte == UInt8(ascii: "}") else { throw Flaw.trailingText }
            try scanner.expect(byte)
        }
        try scanner.end()
        if others > (objects > 0 ? mostOtherRows : 0) { throw Flaw.otherRows }
    }

    private static let mostOtherRows = 1_000

    /// Whether a document begins as a list, possibly in an envelope. White space before it is skipped, up to a limit.
    static func beginsList(_ bytes: [UInt8]) -> Bool {
        var scanner = JSONScanner(Array(bytes.prefix(1_024)))
        scanner.skipSpace()
        _ = scanner.takeEnvelope()
        return scanner.next == UInt8(ascii: "[")
    }

    /// Reads a document that is one object.
    static func object(in bytes: [UInt8]) throws(Flaw) -> Fields {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        guard scanner.next == UInt8(ascii: "{") else { throw .notAnObject }
        var fields = Fields(in: bytes)
        try scanner.object(into: &fields)
        try scanner.end()
        return fields
    }

    /// Reads the first members of an object, for a message about a document that was scanned before.
    static func beginning(ofObjectIn bytes: [UInt8]) -> Fields {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        var fields = Fields(in: bytes)
        try? scanner.object(into: &fields, limit: Fields.mostShown)
        return fields
    }

    /// Reads a document that is one text.
    static func text(in bytes: [UInt8]) throws(Flaw) -> String {
        let value = try document(in: bytes)
        guard value.kind == .text || value.kind == .escapedText,
            let text = JSONString.read(bytes[value.place], isEscaped: value.kind == .escapedText)
        else { throw .notAText }
        return text
    }

    /// Reads a document that is one value of any kind.
    static func document(in bytes: [UInt8]) throws(Flaw) -> Value {
        var scanner = JSONScanner(bytes)
        scanner.skipSpace()
        let value = try scanner.value()
        try scanner.end()
        return value
    }

    private mutating func object(into fields: inout Fields, limit: Int = .max) throws(Flaw) {
        guard try !open(UInt8(ascii: "{")) else { return }
        var count = 0
        repeat {
            let key = try key()
            fields.add(key, try value())
            count += 1
            if count == limit { return }
        } while try takeComma()
        try expect(UInt8(ascii: "}"))
    }

    /// Skips `{"data":`; does not move before anything else.
    private mutating func takeEnvelope() -> Bool {
        var ahead = self
        guard ahead.take(UInt8(ascii: "{")) else { return false }
        ahead.skipSpace()
        guard let key = try? ahead.key(), bytes[key.place].elementsEqual("data".utf8) else { return false }
        self = ahead
        return true
    }

    mutating func end() throws(Flaw) {
        skipSpace()
        guard index == bytes.count else { throw .trailingText }
    }
}
