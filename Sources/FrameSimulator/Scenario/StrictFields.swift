/// The keys of one JSON object, read strictly: an undeclared key is refused, and so is a number out of range.
struct StrictFields<Key: CodingKey & CaseIterable> {
    let container: KeyedDecodingContainer<Key>
    private let path: [any CodingKey]

    init(_ decoder: any Decoder) throws {
        let known = Key.allCases.map(\.stringValue)
        let present = try decoder.container(keyedBy: AnyKey.self)
        path = decoder.codingPath
        for key in present.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            let value = (try? present.decode(ScalarValue.self, forKey: AnyKey(key)))?.description ?? "a list or object"
            throw ScenarioError(
                .unknownKey,
                key: (path + [AnyKey(key)]).place,
                value: value,
                remedy: "unknown key; one of \(known.sorted().joined(separator: ", ")) is possible here"
            )
        }
        container = try decoder.container(keyedBy: Key.self)
    }

    func has(_ key: Key) -> Bool { container.contains(key) }

    func value<Value: Decodable>(_ key: Key) throws -> Value {
        try container.decode(Value.self, forKey: key)
    }

    /// Nil when the key is absent; null is refused, because it would be a second way to say the same.
    func optional<Value: Decodable>(_ key: Key) throws -> Value? {
        has(key) ? try container.decode(Value.self, forKey: key) : nil
    }

    func value<Value: Decodable>(_ key: Key, default absent: Value) throws -> Value {
        has(key) ? try container.decode(Value.self, forKey: key) : absent
    }

    func text(_ key: Key, default absent: String? = nil) throws -> String {
        if let absent, !has(key) { return absent }
        let text: String = try value(key)
        guard absent == nil, text.isEmpty else { return text }
        throw refusal(key, value: "\"\"", remedy: "give a text that is not empty")
    }

    func integer(_ key: Key, in range: ClosedRange<Int>, default absent: Int? = nil) throws -> Int {
        if let absent, !has(key) { return absent }
        let number: Int = try value(key)
        guard !range.contains(number) else { return number }
        throw refusal(
            key,
            value: "\(number)",
            remedy: "give a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    func number(_ key: Key, in range: ClosedRange<Double>, default absent: Double? = nil) throws -> Double {
        if let absent, !has(key) { return absent }
        let number: Double = try value(key)
        guard !range.contains(number) else { return number }
        throw refusal(key, value: "\(number)", remedy: Self.bounds(range))
    }

    func spread(_ key: Key, in range: ClosedRange<Double>, default absent: Spread) throws -> Spread {
        let spread: Spread = try value(key, default: absent)
        guard !range.contains(spread.min) || !range.contains(spread.max) else { return spread }
        throw refusal(key, value: "\(spread.min) to \(spread.max)", remedy: Self.bounds(range))
    }

    /// One of the words of an enumeration.
    func word<Word>(_ key: Key, default absent: Word? = nil) throws -> Word
    where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
        if let absent, !has(key) { return absent }
        let text: String = try value(key)
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal(key, value: "\"\(text)\"", remedy: "give one of \(words)")
        }
        return word
    }

    func refusal(_ key: Key, value: String, remedy: String) -> ScenarioError {
        ScenarioError(.impossibleValue, key: (path + [key]).place, value: value, remedy: remedy)
    }

    private static func bounds(_ range: ClosedRange<Double>) -> String {
        "give a number from \(ScalarValue.short(range.lowerBound)) to \(ScalarValue.short(range.upperBound))"
    }
}

/// A key of any name, to find the actual keys of an object.
struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
