import Synchronization

/// Takes the secret and every signature that was sent out of whatever is about to be shown, in case a server or a proxy echoes
/// a request, this one or an earlier one. Letters count alike in either case.
package struct Redactor: Sendable {
    private let hidden: [[UInt8]]
    private let sent: SentSignatures?

    init(hidden: [String], sent: SentSignatures? = nil) {
        self.hidden = hidden.map { $0.utf8.map(Self.lowercased) }.filter { !$0.isEmpty }
        self.sent = sent
    }

    /// The text without what is hidden.
    package func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let redacted = redact(bytes)
        return redacted.count == bytes.count ? text : String(decoding: redacted, as: UTF8.self)
    }

    func redact(_ bytes: [UInt8]) -> [UInt8] {
        let rest = hidden.reduce(bytes) { bytes, needle in
            Self.replace(in: bytes, width: needle.count) { start in
                zip(needle, bytes[start...]).allSatisfy { $0 == Self.lowercased($1) }
            }
        }
        guard let sent else { return rest }
        let width = SentSignatures.width
        var endOfDigits = 0
        return Self.replace(in: rest, width: width) { start in
            // Only a run of digits as long as a signature is worth a look.
            if endOfDigits <= start { endOfDigits = Self.endOfDigits(in: rest, from: start) }
            guard endOfDigits - start >= width else { return false }
            return sent.contains(rest[start..<start + width].map(Self.lowercased))
        }
    }

    private static func replace(
        in bytes: [UInt8],
        width: Int,
        where isHidden: (_ start: Int) -> Bool
    ) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while index + width <= bytes.count {
            if isHidden(index) {
                result.append(contentsOf: bytes[copied..<index])
                result.append(contentsOf: "<redacted>".utf8)
                index += width
                copied = index
            } else {
                index += 1
            }
        }
        guard copied > 0 else { return bytes }
        result.append(contentsOf: bytes[copied...])
        return result
    }

    private static func endOfDigits(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch lowercased(bytes[index]) {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): index += 1
            default: return index
            }
        }
        return index
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

/// The signatures that were sent: one for each second in which something was.
final class SentSignatures: Sendable {
    /// How many digits a signature has.
    static let width = 64

    private let all = Mutex<Set<[UInt8]>>([])

    func insert(_ signature: String) {
        _ = all.withLock { $0.insert(Array(signature.utf8)) }
    }

    func contains(_ digits: [UInt8]) -> Bool {
        all.withLock { $0.contains(digits) }
    }
}
