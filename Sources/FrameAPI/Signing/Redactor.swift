import Synchronization

/// Takes the secret and every signature that was sent out of whatever is about to be shown, in case a server or a proxy echoes
/// a request, this one or an earlier one. Letters count alike in either case.
package struct Redactor: Sendable {
    private let hidden: [HiddenText]
    private let sent: SentSignatures?

    init(hidden: [String], sent: SentSignatures? = nil) {
        self.hidden = hidden.filter { !$0.isEmpty }.map { HiddenText($0) }
        self.sent = sent
    }

    /// The text without what is hidden.
    package func redact(_ text: String) -> String {
        var text = text
        let redacted = text.withUTF8 { bytes in
            let places = places(in: bytes)
            return places.isEmpty ? nil : String(decoding: Self.cut(places, from: bytes), as: UTF8.self)
        }
        return redacted ?? text
    }

    /// The bytes without what is hidden.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - isExcerpt: Whether they went on. Then the last ones are left out: they may be the beginning of something hidden.
    /// - Returns: The rest.
    func redact(_ bytes: [UInt8], isExcerpt: Bool) -> [UInt8] {
        isExcerpt ? redact(bytes).dropLast(longest) : redact(bytes)
    }

    private var longest: Int { max(hidden.map(\.width).max() ?? 0, SentSignatures.width) }

    func redact(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { buffer in
            let places = places(in: buffer)
            return places.isEmpty ? bytes : Self.cut(places, from: buffer)
        }
    }

    /// Where something stands that must not be shown, in order and without overlap.
    private func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found = hidden.flatMap { $0.places(in: bytes) }
        if let sent { found += sent.places(in: bytes) }
        guard found.count > 1 else { return found }
        found.sort { $0.lowerBound < $1.lowerBound }
        return found.dropFirst().reduce(into: [found[0]]) { places, next in
            let last = places[places.count - 1]
            if next.lowerBound < last.upperBound {
                places[places.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
            } else {
                places.append(next)
            }
        }
    }

    private static func cut(_ places: [Range<Int>], from bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var copied = 0
        for place in places {
            result.append(contentsOf: bytes[copied..<place.lowerBound])
            result.append(contentsOf: "<redacted>".utf8)
            copied = place.upperBound
        }
        result.append(contentsOf: bytes[copied...])
        return result
    }
}

/// A text that must not be shown, and how far a search may skip at each byte (Horspool): what is searched is long, and hardly ever
/// holds it.
private struct HiddenText: Sendable {
    private let needle: [UInt8]
    private let skips: [Int]

    var width: Int { needle.count }

    init(_ text: String) {
        let needle = text.utf8.map(\.lowercased)
        var skips = [Int](repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() {
            skips[Int(byte)] = needle.count - 1 - index
            skips[Int(byte.uppercased)] = needle.count - 1 - index
        }
        self.needle = needle
        self.skips = skips
    }

    func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while start + width <= bytes.count {
            if (0..<width).allSatisfy({ needle[$0] == bytes[start + $0].lowercased }) {
                places.append(start..<start + width)
                start += width
            } else {
                start += skips[Int(bytes[start + width - 1])]
            }
        }
        return places
    }
}

/// The signatures that were sent: one for each second in which something was.
final class SentSignatures: Sendable {
    /// How many digits a signature has.
    static let width = 64

    private struct Known {
        var signatures: Set<[UInt8]> = []
        /// Which values the last four digits of any of them have: digits that end otherwise need no further look.
        var endings = [Bool](repeating: false, count: 1 << 16)

        mutating func insert(_ digits: [UInt8]) {
            signatures.insert(digits)
            endings[digits.suffix(4).reduce(0) { $0 << 4 | Int($1.hexadecimalValue ?? 0) }] = true
        }
    }

    private let known = Mutex(Known())

    func insert(_ signature: String) {
        known.withLock { $0.insert(Array(signature.utf8)) }
    }

    /// Where a signature that was sent stands. Only a run of digits as long as one is worth a look.
    func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let known = known.withLock { $0 }
        guard !known.signatures.isEmpty else { return [] }
        var places: [Range<Int>] = []
        var start = 0
        while start + Self.width <= bytes.count {
            // A run that begins here or later and reaches the last byte of the window: how far back does it go?
            var first = start + Self.width
            while first > start, bytes[first - 1].hexadecimalValue != nil { first -= 1 }
            if first == start {
                start = Self.search(bytes, from: start, for: known, adding: &places)
            } else {
                start = first
            }
        }
        return places
    }

    /// Searches a run of digits, each of which is read once.
    ///
    /// - Returns: Where the run ends.
    private static func search(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        for known: Known,
        adding places: inout [Range<Int>]
    ) -> Int {
        var (end, length, ending) = (start, 0, 0)
        while end < bytes.count, let digit = bytes[end].hexadecimalValue {
            end += 1
            length += 1
            ending = (ending << 4 | Int(digit)) & 0xFFFF
            guard length >= width, known.endings[ending] else { continue }
            let place = end - width..<end
            guard known.signatures.contains(bytes[place].map(\.lowercased)) else { continue }
            places.append(place)
            length = 0
        }
        return end
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    fileprivate var uppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self & 0xDF : self
    }
}
