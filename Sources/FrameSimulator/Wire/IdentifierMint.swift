/// Makes identifiers in the shapes of the service, from the seed.
enum IdentifierMint {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    private static let prefix = Array("gateway-prod.".utf8)

    /// An identifier like `gateway-prod.KR5LDopQG8MzV136`.
    static func gateway(_ random: inout SplitMix64) -> String {
        String(unsafeUninitializedCapacity: prefix.count + 16) { buffer in
            var end = buffer.initialize(fromContentsOf: prefix)
            for _ in 0..<2 {
                var bits = random.next()
                for _ in 0..<8 {
                    let (quotient, digit) = bits.quotientAndRemainder(dividingBy: UInt64(alphabet.count))
                    buffer.initializeElement(at: end, to: alphabet[Int(digit)])
                    bits = quotient
                    end += 1
                }
            }
            return end
        }
    }

    /// A lowercase UUID of version 4.
    static func uuid(_ random: inout SplitMix64) -> String {
        var text: [UInt8] = []
        var bits: UInt64 = 0
        for position in 0..<36 {
            if position % 16 == 0 { bits = random.next() }
            switch position {
            case 8, 13, 18, 23: text.append(UInt8(ascii: "-"))
            case 14: text.append(UInt8(ascii: "4"))
            case 19: text.append(UInt8(8 | bits & 3).hexadecimalDigit)
            default: text.append(UInt8(bits & 15).hexadecimalDigit)
            }
            bits >>= 4
        }
        return String(decoding: text, as: UTF8.self)
    }
}
