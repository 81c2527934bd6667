/// Takes a stream of bytes apart into characters, control characters and control sequences.
struct EscapeDecoder: Sendable {
    enum Piece: Sendable {
        case character(Character)
        case control(UInt8)
        /// Parameters and the last byte of a sequence that begins with ESC [.
        case sequence(String, final: UInt8)
    }

    private enum State: Sendable {
        case ground, escape
        case sequence(String)
        case character([UInt8], length: Int)
    }

    private var state = State.ground

    /// Takes a byte.
    ///
    /// - Returns: What it completes, if anything.
    mutating func take(_ byte: UInt8) -> Piece? {
        switch state {
        case .ground: return begin(byte)
        case .escape:
            state = byte == UInt8(ascii: "[") ? .sequence("") : .ground
            return byte == UInt8(ascii: "[") ? nil : .control(byte)
        case .sequence(let parameters):
            guard byte >= 0x40 else {
                state = .sequence(parameters + String(UnicodeScalar(byte)))
                return nil
            }
            state = .ground
            return .sequence(parameters, final: byte)
        case .character(let bytes, let length):
            let bytes = bytes + [byte]
            guard bytes.count == length else {
                state = .character(bytes, length: length)
                return nil
            }
            state = .ground
            return String(decoding: bytes, as: UTF8.self).first.map { .character($0) }
        }
    }

    private mutating func begin(_ byte: UInt8) -> Piece? {
        switch byte {
        case 0x1B: state = .escape
        case 0..<0x20, 0x7F: return .control(byte)
        case 0x20..<0x80: return .character(Character(UnicodeScalar(byte)))
        default: state = .character([byte], length: byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2)
        }
        return nil
    }
}
