/// Removes secrets and sent signatures from output, in case a server or a proxy echoes a request, this one or an earlier one: as they are,
/// percent-encoded, escaped as in JSON, doubled as in CSV, and in base64.
/// Letter case is ignored.
package struct Redactor: Sendable {
    private var hidden: [HiddenText]
    private var sent: [SentSignatures]

    package init(hidden: [String] = []) {
        self.init(hidden: hidden, sent: nil)
    }

    init(hidden: [String], sent: SentSignatures?) {
        self.hidden = hidden.filter { !$0.isEmpty }.map { HiddenText($0) }
        self.sent = sent.map { [$0] } ?? []
    }

    /// Hides the texts of another redactor, too.
    package mutating func hide(_ other: Redactor) {
        hidden += other.hidden.filter { text in !hidden.contains { $0.needle == text.needle } }
        sent += other.sent.filter { signatures in !sent.contains { $0 === signatures } }
    }

    /// The text without hidden texts. JSON stays JSON.
    package func redact(_ text: String) -> String {
        var text = text
        let redacted = text.withUTF8 { bytes in
            let places = places(in: bytes)
            return places.isEmpty ? nil : String(decoding: Self.cut(places, from: bytes), as: UTF8.self)
        }
        return redacted ?? text
    }

    /// The bytes without hidden texts.
    package func redact(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { buffer in
            let places = places(in: buffer)
            return places.isEmpty ? bytes : Self.cut(places, from: buffer)
        }
    }

    /// The same for bytes that may be truncated. Then the last bytes are removed, because they may be the beginning of a hidden text.
    func redact(_ bytes: [UInt8], isExcerpt: Bool) -> [UInt8] {
        guard isExcerpt else { return redact(bytes) }
        let longest = hidden.map(\.needle.count).max() ?? 0
        return redact(bytes).dropLast(max(longest, SentSignatures.width) * EncodedText.mostBytesEach)
    }

    /// Where hidden texts occur, in order and without overlap.
    private func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let signatures = sent.map(\.known).filter { !$0.isEmpty }
        guard !hidden.isEmpty || !signatures.isEmpty else { return [] }
        var found = hidden.flatMap { $0.places(in: bytes) } + signatures.flatMap { $0.places(in: bytes) }
        let widths = longTexts.map(\.needle.count) + (signatures.isEmpty ? [] : [SentSignatures.width])
        let runs = widths.min().map { Base64Runs(holding: $0) }
        found += runs?.places(in: bytes) { holdsSomething($0, signatures) } ?? []
        for decoded in EncodedText.pieces(of: bytes) {
            decoded.bytes.withUnsafeBufferPointer { piece in
                found += hidden.flatMap { $0.places(in: piece, isEscaped: decoded.isEscaped(at:)) }.map(
                    decoded.place(of:)
                )
                found += signatures.flatMap { $0.places(in: piece) }.map(decoded.place(of:))
                found += runs?.places(in: piece) { holdsSomething($0, signatures) }.map(decoded.place(of:)) ?? []
            }
        }
        return Self.joined(found.map { JSONEscape.widened($0, in: bytes) })
    }

    private func holdsSomething(_ bytes: UnsafeBufferPointer<UInt8>, _ signatures: [SentSignatures.Known]) -> Bool {
        longTexts.contains { !$0.places(in: bytes).isEmpty } || signatures.contains { !$0.places(in: bytes).isEmpty }
    }

    private var longTexts: [HiddenText] { hidden.filter { $0.needle.count >= HiddenText.leastInBase64 } }

    private static func joined(_ places: [Range<Int>]) -> [Range<Int>] {
        guard places.count > 1 else { return places }
        let sorted = places.sorted { $0.lowerBound < $1.lowerBound }
        return sorted.dropFirst().reduce(into: [sorted[0]]) { joined, next in
            let last = joined[joined.count - 1]
            if next.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, next.upperBound)
            } else {
                joined.append(next)
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
