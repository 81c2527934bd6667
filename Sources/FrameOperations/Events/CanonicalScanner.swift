import FoundationEssentials
import FrameAPI
import Glibc

/// Scans one line of canonical JSON, whose members have a known order. It returns `nil` or `false` for every deviation from the writer's
/// form; then the line must be read in another way.
struct CanonicalScanner {
    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The byte at the present place; `nil` at the end.
    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Skips these bytes, if they are next.
    mutating func take(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard count <= bytes.count - index, let start = bytes.baseAddress,
            memcmp(start + index, literal.utf8Start, count) == 0
        else { return false }
        index += count
        return true
    }

    /// Reads a number without sign, of at most eighteen digits.
    mutating func number() -> Int? {
        let start = index
        var value = 0
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            guard index - start < 18 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            index += 1
        }
        guard index > start, bytes[start] != UInt8(ascii: "0") || index == start + 1 else { return nil }
        return value
    }

    /// Reads the rest of a text after its opening quotation mark, and the closing mark. It is `nil` when it has an escape.
    mutating func text() -> String? {
        let start = index
        var all: UInt8 = 0
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                let text = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
                index += 1
                return all < 0x80 ? String(decoding: text, as: UTF8.self) : String(validating: text, as: UTF8.self)
            }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
            all |= byte
            index += 1
        }
        return nil
    }

    /// Skips the rest of a text after its opening quotation mark, and the closing mark, if it is ASCII without an escape.
    mutating func skipText() -> Bool {
        while let byte = next, byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") {
            index += 1
            if byte == UInt8(ascii: "\"") { return true }
        }
        return false
    }

    /// Reads the member `session` and the comma before it.
    mutating func session() -> SessionID? {
        guard take(#","session":""#), let text = text() else { return nil }
        return SessionID(text)
    }

    /// Reads the objects of a list after its opening bracket, and its end.
    mutating func list<Element>(_ element: (inout Self) -> Element?) -> [Element]? {
        var list: [Element] = []
        guard !take("]") else { return list }
        repeat {
            guard take("{"), let one = element(&self), take("}") else { return nil }
            list.append(one)
        } while take(",")
        return take("]") ? list : nil
    }

    /// Reads the member `time`, which is the last, and the end of the object.
    mutating func end(_ sequence: Int, _ fact: RunEvent.Fact, _ moment: inout Moment) -> RunEvent? {
        guard take(#","time":""#), bytes.count - index == Moment.width + 2,
            let time = moment.read(UnsafeRawBufferPointer(rebasing: bytes[index..<index + Moment.width]))
        else { return nil }
        index += Moment.width
        return take(#""}"#) ? RunEvent(sequence: sequence, time: time, fact: fact) : nil
    }
}

extension CanonicalScanner {
    /// A moment such as `2026-11-22T18:05:00.125Z`, cached: many events have the same.
    struct Moment {
        static let width = 24

        private var text: (UInt64, UInt64, UInt64) = (0, 0, 0)
        private var time: Date?

        /// The moment; `nil` when it is not in the years 1970 to 9999, or not exactly of this form.
        mutating func read(_ bytes: UnsafeRawBufferPointer) -> Date? {
            let text = (
                bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
            )
            if let time, text == self.text { return time }
            guard let time = MillisecondText(bytes)?.date else { return nil }
            (self.text, self.time) = (text, time)
            return time
        }
    }
}
