/// The members of one JSON object, read with tolerance.
struct Fields {
    /// Where they come from. Both give the same.
    enum Source {
        case decoder(KeyedDecodingContainer<Key>)
        case scan(ScannedObject)
    }

    private let source: Source

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(_ source: Source) {
        self.source = source
    }

    func has(_ key: String) -> Bool {
        switch source {
        case .decoder(let container): container.contains(Key(stringValue: key))
        case .scan(let object): object.has(key)
        }
    }

    /// Text, or a number as its digits; `nil` for null, a missing key or anything else.
    func text(_ key: String) -> String? {
        switch source {
        case .scan(let object): return object.text(key)
        case .decoder(let container):
            let key = Key(stringValue: key)
            guard container.contains(key), (try? container.decodeNil(forKey: key)) == false else { return nil }
            if let text = try? container.decode(String.self, forKey: key) { return text }
            return (try? container.decode(Digits.self, forKey: key))?.text
        }
    }

    /// An id that is not empty.
    func identifier<Entity>(_ key: String) -> Identifier<Entity>? {
        text(key).flatMap { $0.isEmpty ? nil : Identifier($0) }
    }

    func requiredIdentifier<Entity>(_ key: String) throws(DecodingFault) -> Identifier<Entity> {
        guard let id: Identifier<Entity> = identifier(key) else {
            throw DecodingFault(came: "an object without “\(key)”")
        }
        return id
    }

    func bool(_ key: String) -> Bool? {
        switch source {
        case .decoder(let container): try? container.decodeIfPresent(Bool.self, forKey: Key(stringValue: key))
        case .scan(let object): object.bool(key)
        }
    }

    func time(_ key: String) -> ServiceTime? {
        text(key).map(ServiceTime.init)
    }

    /// The first few keys, for a message.
    var keysInWords: String {
        let keys =
            switch source {
            case .decoder(let container): container.allKeys.map(\.stringValue)
            case .scan(let object): object.keys
            }
        return keys.isEmpty ? "no keys" : "the keys " + keys.sorted().prefix(5).joined(separator: ", ")
    }
}
