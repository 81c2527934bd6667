import Crypto
import FoundationEssentials
import FrameAPI
import FrameOperations

/// One link of a chain: the SHA-256 of the link before and of the linked bytes.
struct ChainHash: Sendable, Equatable {
    /// The number of its bytes.
    static let width = 32
    /// The value before the first link: 32 zero bytes.
    static let origin = ChainHash()

    /// The bytes, as they are in memory.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    private init() {}

    /// A stored link; `nil` when it has another length.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.width else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// The link that follows when these bytes are linked.
    func followed(by content: some ContiguousBytes) -> ChainHash {
        var hasher = SHA256()
        withUnsafeBytes { hasher.update(bufferPointer: $0) }
        content.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        var next = ChainHash()
        hasher.finalize().withUnsafeBytes { digest in
            Swift.withUnsafeMutableBytes(of: &next.words) { $0.copyMemory(from: digest) }
        }
        return next
    }

    func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try Swift.withUnsafeBytes(of: words, body)
    }

    var bytes: Data { withUnsafeBytes { Data($0) } }

    /// 64 lower-case digits.
    var hex: String { withUnsafeBytes { $0.hexadecimal } }

    static func == (left: ChainHash, right: ChainHash) -> Bool {
        left.words == right.words
    }
}
