/// The members of one JSON object. Each is kept as its place in the bytes and read on demand, with tolerance.
///
/// A duplicate member has two values and therefore none.
struct Fields {
    private struct Member {
        let key: JSONScanner.Value
        let value: JSONScanner.Value
    }

    /// The maximum number of members in a message.
    static let mostShown = 64

    private let bytes: [UInt8]
    private var members: [Member] = []

    init(in bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Forgets the members, before the next object.
    mutating func removeAll() {
        members.removeAll(keepingCapacity: true)
    }

    mutating func add(_ key: JSONScanner.Value, _ value: JSONScanner.Value) {
        members.append(Member(key: key, value: value))
    }

    func has(_ key: String) -> Bool {
        members.contains { isNamed(key, $0) }
    }

    /// Whether the object has a member more than once, in any spelling of its name.
    func isDoubled(_ key: String) -> Bool {
        members.lazy.filter { isNamed(key, $0) }.dropFirst().first != nil
    }

    /// Text, or a number as its digits; `nil` for null, a missing key or anything else.
    func text(_ key: String) -> String? {
        self[key].flatMap { text(of: $0) }
    }

    /// The text of every member with a name, if it is a duplicate.
    func texts(_ key: String) -> [String] {
        members.lazy.filter { isNamed(key, $0) }.compactMap { text(of: $0.value) }
    }

    /// Text that is a text in JSON, too, not a number.
    func strictText(_ key: String) -> String? {
        guard let value = self[key], value.kind != .number else { return nil }
        return text(of: value)
    }

    var isEmpty: Bool { members.isEmpty }

    /// An id that is not empty, not too long to be sent, and readable without replacements.
    func identifier<Entity>(_ key: String) -> Identifier<Entity>? {
        // An escape takes up to six bytes for one. A text that is too long is not read.
        guard let value = self[key], value.place.count <= PathSegment.longest * 6, let text = text(of: value),
            !text.isEmpty, text.utf8.count <= PathSegment.longest, !text.unicodeScalars.contains("\u{FFFD}")
        else { return nil }
        return Identifier(text)
    }

    func requiredIdentifier<Entity>(_ key: String) throws(DecodingFault) -> Identifier<Entity> {
        guard let id: Identifier<Entity> = identifier(key) else {
            throw DecodingFault(came: isDoubled(key) ? "an object with “\(key)” twice" : "an object without “\(key)”")
        }
        return id
    }

    func bool(_ key: String) -> Bool? {
        switch self[key]?.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    func time(_ key: String) -> ServiceTime? {
        text(key).map(ServiceTime.init)
    }

    /// Some of the keys, for a message.
    var keysInWords: String {
        let keys = members.prefix(Self.mostShown).map { text(of: $0.key) ?? "\u{FFFD}" }
        return keys.isEmpty ? "no keys" : "the keys " + keys.sorted().prefix(5).joined(separator: ", ")
    }

    private subscript(key: String) -> JSONScanner.Value? {
        var found: JSONScanner.Value?
        for member in members where isNamed(key, member) {
            guard found == nil else { return nil }
            found = member.value
        }
        return found
    }

    private func isNamed(_ key: String, _ member: Member) -> Bool {
        switch member.key.kind {
        // An escape takes up to six bytes for one: most keys are too long, and need not be read.
        case .escapedText where !(key.utf8.count...key.utf8.count * 6).contains(member.key.place.count): false
        case .escapedText: JSONString.read(bytes[member.key.place], is: key)
        default: member.key.place.count == key.utf8.count && bytes[member.key.place].elementsEqual(key.utf8)
        }
    }

    private func text(of value: JSONScanner.Value) -> String? {
        switch value.kind {
        case .text, .number: JSONString.read(bytes[value.place], isEscaped: false)
        case .escapedText: JSONString.read(bytes[value.place], isEscaped: true)
        case .null, .yes, .no, .list, .object: nil
        }
    }
}

/// An object of the service, read with tolerance: extra fields, nulls, and numbers in place of text are accepted. An object that has none
/// of the identifying keys is something else, such as an error.
protocol ServiceEntity: Sendable {
    /// Keys of which at least one is present, possibly as null, in every object of this kind.
    static var identifyingKeys: [String] { get }

    init(from fields: Fields) throws(DecodingFault)
}

extension ServiceEntity {
    static func isIdentified(by fields: Fields) -> Bool {
        identifyingKeys.contains(where: fields.has)
    }
}

/// The received value in place of the expected one, in words.
struct DecodingFault: Error {
    let came: String
}
