import NIOCore

/// The received part of a proxy's answer to CONNECT.
struct ProxyAnswer {
    private let proxy: ProxySettings
    private var received = ByteBuffer()

    /// The maximum number of bytes of its head.
    private static let headLimit = 16_384

    init(of proxy: ProxySettings) {
        self.proxy = proxy
    }

    /// Receives some more of it.
    ///
    /// - Returns: Whether there is a tunnel; `nil` while the head is not complete.
    mutating func take(_ bytes: ByteBuffer) -> Result<Void, ProxyRefusal>? {
        received.writeImmutableBuffer(bytes)
        let bytes = received.readableBytesView
        let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        var text: String { Excerpt.of(String(decoding: line, as: UTF8.self), limit: 80) }
        guard zip(bytes, "HTTP/1.".utf8).allSatisfy(==) else { return .failure(ProxyRefusal(by: proxy, text)) }
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            return bytes.count > Self.headLimit ? .failure(ProxyRefusal(by: proxy, "an endless answer")) : nil
        }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        let status = words.count >= 2 && words[1].count == 3 ? Int(String(decoding: words[1], as: UTF8.self)) : nil
        let isSuccess = status.map { (200..<300).contains($0) } ?? false
        // Nothing may follow: the other side of the tunnel waits for this side to begin.
        guard !isSuccess || end != bytes.endIndex else { return .success(()) }
        var refusal = ProxyRefusal(
            by: proxy,
            isSuccess ? "it answered CONNECT with a page (\(text))" : text,
            status: status
        )
        refusal.schemes = Self.schemes(in: bytes[..<end])
        return .failure(refusal)
    }

    /// The authentication schemes that a 407 offers, such as `Basic`.
    private static func schemes(in head: ByteBufferView) -> [String] {
        String(decoding: head, as: UTF8.self).parts(between: "\n").compactMap { line in
            let parts = line.parts(between: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "proxy-authenticate" else { return nil }
            let scheme = parts[1].trimmingWhitespace().unicodeScalars.prefix { !" ,".unicodeScalars.contains($0) }
            return scheme.isEmpty ? nil : Excerpt.of(String(scheme), limit: 20)
        }
    }
}
