#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An address, or all addresses with a common prefix (CIDR): `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32`.
struct AddressRange {
    private let bytes: [UInt8]
    /// The length of the common prefix in bits.
    private let length: Int

    /// Reads a range; `nil` for anything else, such as a name.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(of: String(parts[0])) else { return nil }
        self.bytes = bytes
        guard parts.count == 2 else {
            length = bytes.count * 8
            return
        }
        let isPlain =
            !parts[1].isEmpty && parts[1].utf8.allSatisfy(\.isDigit)
        guard isPlain, let length = Int(parts[1]), length <= bytes.count * 8 else { return nil }
        self.length = length
    }

    /// Whether a host is an address of the range. Names are not resolved.
    func contains(_ host: String) -> Bool {
        guard let other = Self.bytes(of: host), other.count == bytes.count else { return false }
        let (whole, rest) = (length / 8, length % 8)
        guard other[..<whole] == bytes[..<whole] else { return false }
        return rest == 0 || (other[whole] ^ bytes[whole]) >> UInt8(8 - rest) == 0
    }

    /// Whether it is exactly this address, in the bytes of a certificate.
    func equals(_ address: some Collection<UInt8>) -> Bool {
        length == bytes.count * 8 && bytes.elementsEqual(address)
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var (four, sixteen) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return withUnsafeBytes(of: sixteen) { Array($0) } }
        return nil
    }
}
