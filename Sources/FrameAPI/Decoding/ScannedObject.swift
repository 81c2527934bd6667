import FoundationEssentials

/// The members of one JSON object, found in the bytes of a listing without a decoder, which takes several times as long.
///
/// Each value is kept as the place where it stands, and read when somebody asks for it. ``ObjectScanner`` vouches for the grammar.
struct ScannedObject {
    /// What a value is, as far as its place tells.
    enum Kind {
        /// A text with nothing to unescape. Its place is without the quotes.
        case text
        /// A whole number of at most 18 digits, without a sign.
        case integer
        case null, yes, no
        /// A text with escapes, or any other number: left to the decoder.
        case scalar
        /// An object or a list.
        case nested
    }

    struct Member {
        let key: Range<Int>
        let value: Range<Int>
        let kind: Kind
    }

    let bytes: [UInt8]
    private var members: [Member] = []
    /// A bit for each length and first letter of a key: most objects have none twice, so most keys need no comparison.
    private var seen: UInt64 = 0

    init(in bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Forgets the members, to read the next object.
    mutating func reset() {
        members.removeAll(keepingCapacity: true)
        seen = 0
    }

    /// Adds a member; `false` when there is one with its key.
    mutating func add(_ member: Member) -> Bool {
        let first = member.key.isEmpty ? 0 : Int(bytes[member.key.lowerBound])
        let bit = UInt64(1) << UInt64((first &* 7 &+ member.key.count) & 63)
        if seen & bit != 0, members.contains(where: { bytes[$0.key].elementsEqual(bytes[member.key]) }) { return false }
        seen |= bit
        members.append(member)
        return true
    }

    func has(_ key: String) -> Bool { self[key] != nil }

    /// A text, or a number as its digits.
    func text(_ key: String) -> String? {
        guard let member = self[key] else { return nil }
        switch member.kind {
        case .text, .integer: return String(decoding: bytes[member.value], as: UTF8.self)
        case .scalar: return decoded(member.value)
        case .null, .yes, .no, .nested: return nil
        }
    }

    func isText(_ key: String) -> Bool {
        guard let member = self[key] else { return false }
        return member.kind == .text || (member.kind == .scalar && bytes[member.value.lowerBound] == UInt8(ascii: "\""))
    }

    func bool(_ key: String) -> Bool? {
        switch self[key]?.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    var keys: [String] {
        members.map { String(decoding: bytes[$0.key], as: UTF8.self) }
    }

    private subscript(key: String) -> Member? {
        members.first { $0.key.count == key.utf8.count && bytes[$0.key].elementsEqual(key.utf8) }
    }

    private func decoded(_ value: Range<Int>) -> String? {
        let list = Data([UInt8(ascii: "[")] + bytes[value] + [UInt8(ascii: "]")])
        if let text = try? JSONDecoder().decode([String].self, from: list) { return text.first }
        return (try? JSONDecoder().decode([Digits].self, from: list))?.first?.text
    }
}
