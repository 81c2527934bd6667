import Crypto
import HTTPTypes

/// Checks the three headers that each request carries.
struct Authenticator: Sendable {
    private struct Known: Sendable {
        let credential: SimulatedCredential
        let key: SymmetricKey
    }

    private let known: [String: Known]
    private let windowSeconds: Int64

    init(credentials: [SimulatedCredential], windowSeconds: Int) {
        known = Dictionary(
            credentials.map { ($0.clientID, Known(credential: $0, key: $0.key)) },
            uniquingKeysWith: { first, _ in first }
        )
        self.windowSeconds = Int64(windowSeconds)
    }

    /// `now` is by the clock of the service.
    func check(_ headers: HTTPFields, now: Moment) throws(AuthenticationRefusal) -> SimulatedCredential {
        let clientID = try Self.value(.frameClientID, in: headers)
        let timestamp = try Self.value(.frameTimestamp, in: headers)
        let signature = try Self.value(.frameSignature, in: headers)
        guard let known = known[clientID] else { throw .unknownClient }
        guard (1...12).contains(timestamp.utf8.count),
            timestamp.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let seconds = Int64(timestamp)
        else { throw .malformedTimestamp }
        guard now.unixSeconds - seconds <= windowSeconds else { throw .timestampTooOld }
        guard seconds - now.unixSeconds <= windowSeconds else { throw .timestampInTheFuture }
        guard let code = HexadecimalCode(signature) else { throw .malformedSignature }
        // The comparison takes the same time wherever the first difference is.
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                code.bytes,
                authenticating: SimulatedCredential.message(timestamp: timestamp, clientID: clientID),
                using: known.key
            )
        else { throw .signatureMismatch }
        return known.credential
    }

    private static func value(
        _ name: HTTPField.Name,
        in headers: HTTPFields
    ) throws(AuthenticationRefusal) -> String {
        guard let value = headers[name], !value.isEmpty else { throw .missingHeader(name.rawName) }
        return value
    }
}

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .authorization
    }

    static let frameClientID = known("X-Frame-ClientId")
    static let frameTimestamp = known("X-Frame-Timestamp")
    static let frameSignature = known("X-Frame-Signature")
}
