/// A member of an object in the text of a JSON document that is known to be one: where it stands.
struct JSONMember {
    /// From the quotation mark of its name to the end of its value.
    let range: Range<Int>
    /// Its value.
    let value: Range<Int>

    /// Every member at every level, the outermost ones included.
    static func all(in text: [UInt8]) -> [JSONMember] {
        var reader = Reader(text: text)
        _ = reader.value()
        return reader.members
    }

    private struct Reader {
        let text: [UInt8]
        var place = 0
        var members: [JSONMember] = []

        mutating func value() -> Range<Int> {
            skipBlanks()
            let start = place
            switch text[place] {
            case UInt8(ascii: "{"): list(until: "}") { $0.member() }
            case UInt8(ascii: "["): list(until: "]") { _ = $0.value() }
            case UInt8(ascii: "\""): string()
            default: while !",]} \n".utf8.contains(text[place]) { place += 1 }
            }
            return start..<place
        }

        private mutating func member() {
            skipBlanks()
            let start = place
            string()
            skipBlanks()
            place += 1
            let value = value()
            members.append(JSONMember(range: start..<place, value: value))
        }

        private mutating func list(until end: Unicode.Scalar, _ element: (inout Self) -> Void) {
            repeat {
                place += 1
                skipBlanks()
                if text[place] != UInt8(ascii: end) { element(&self) }
                skipBlanks()
            } while text[place] != UInt8(ascii: end)
            place += 1
        }

        private mutating func string() {
            repeat { place += text[place] == UInt8(ascii: "\\") ? 2 : 1 } while text[place] != UInt8(ascii: "\"")
            place += 1
        }

        private mutating func skipBlanks() {
            while " \n".utf8.contains(text[place]) { place += 1 }
        }
    }
}
