import Crypto
import FoundationEssentials

/// One link of a chain: the SHA-256 of the link before and of what is linked.
struct ChainHash: Sendable, Equatable {
    /// What stands before the first link: 32 zero bytes.
    static let origin = ChainHash(Data(count: 32))

    let bytes: Data

    init(_ bytes: Data) {
        self.bytes = bytes
    }

    /// The link that follows when these bytes are linked.
    func followed(by content: some ContiguousBytes) -> ChainHash {
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        content.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return ChainHash(Data(hasher.finalize()))
    }

    /// 64 lower-case digits.
    var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
