import Crypto

extension SimulatedCredential {
    /// The signature that the service expects: lowercase hexadecimal HMAC-SHA256, keyed with the secret as text, of the
    /// timestamp (Unix time in whole seconds) directly followed by the client id.
    package func signature(timestamp: Int) -> String {
        let message = Self.message(timestamp: String(timestamp), clientID: clientID)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in HMAC<SHA256>.authenticationCode(for: message, using: key) {
            text.append((byte >> 4).hexadecimalDigit)
            text.append((byte & 15).hexadecimalDigit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    var key: SymmetricKey { SymmetricKey(data: Array(clientSecret.utf8)) }

    static func message(timestamp: String, clientID: String) -> [UInt8] {
        Array(timestamp.utf8) + Array(clientID.utf8)
    }
}
