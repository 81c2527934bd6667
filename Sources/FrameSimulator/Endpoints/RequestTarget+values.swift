extension RequestTarget {
    /// True or false; nil when the query has no value.
    func flag(_ name: String) throws(Refusal) -> Bool? {
        switch self[name] {
        case nil: nil
        case "true": true
        case "false": false
        default: throw .badRequest("\(name) is true or false.")
        }
    }

    /// The prefix of the timestamps of a moment: as short as `2026`, or as long as a timestamp, with or without a trailing `Z`, which is
    /// not part of the result. Nil when the query has no value.
    func momentPrefix(_ name: String) throws(Refusal) -> String? {
        guard let text = self[name] else { return nil }
        let prefix = text.contains("T") && text.hasSuffix("Z") ? text.dropLast() : text[...]
        guard Self.momentLengths.contains(prefix.utf8.count),
            zip(prefix.utf8, "0000-00-00T00:00:00.000000".utf8).allSatisfy(Self.isAlike)
        else {
            throw .badRequest("\(name) is a date like 2026, 2026-11-24 or 2026-11-24T18:00:00Z.")
        }
        return String(prefix)
    }

    private static let momentLengths: Set = [4, 7, 10, 13, 16, 19, 21, 22, 23, 24, 25, 26]

    /// Whether both are digits, or equal.
    private static func isAlike(_ byte: UInt8, _ form: UInt8) -> Bool {
        form == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == form
    }
}
