/// The 32 bytes of a signature, from 64 lowercase hexadecimal digits and nothing else.
struct HexadecimalCode {
    let bytes: [UInt8]

    init?(_ text: String) {
        guard text.utf8.count == 64 else { return nil }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(32)
        var high: UInt8?
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                decoded.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        bytes = decoded
    }
}
