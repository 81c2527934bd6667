/// The path and query of a request, split and percent-decoded.
struct RequestTarget {
    /// The segments after the base `/v1`, decoded one by one, so that an encoded slash stays inside its segment.
    /// A trailing slash adds no segment. Nil when the path is outside the base or is not decodable.
    let segments: [String]?
    /// In the order sent; the first of duplicate names counts.
    private let query: [(name: String, value: String)]

    init(_ path: String) {
        let parts = Array(path.utf8).split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        segments = parts.first.flatMap(Self.segments)
        query = parts.count > 1 ? Self.query(parts[1]) : []
    }

    subscript(name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    private static func segments(_ path: ArraySlice<UInt8>) -> [String]? {
        guard path.first == UInt8(ascii: "/") else { return nil }
        var raw = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if raw.last?.isEmpty == true { raw.removeLast() }
        guard let base = raw.first, base.elementsEqual("v1".utf8) else { return nil }
        var decoded: [String] = []
        decoded.reserveCapacity(raw.count)
        for segment in raw.dropFirst() {
            guard !segment.isEmpty, let text = percentDecoded(segment) else { return nil }
            decoded.append(text)
        }
        return decoded
    }

    private static func query(_ text: ArraySlice<UInt8>) -> [(name: String, value: String)] {
        text.split(separator: UInt8(ascii: "&")).compactMap { pair in
            let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = sides.first.flatMap({ percentDecoded($0, plusIsSpace: true) }),
                let value = sides.count > 1 ? percentDecoded(sides[1], plusIsSpace: true) : ""
            else { return nil }
            return (name, value)
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>, plusIsSpace: Bool = false) -> String? {
        guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(validating: text, as: UTF8.self)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var bytes = text.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = bytes.next()?.hexadecimalValue, let low = bytes.next()?.hexadecimalValue else {
                    return nil
                }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                decoded.append(UInt8(ascii: " "))
            default:
                decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }
}
