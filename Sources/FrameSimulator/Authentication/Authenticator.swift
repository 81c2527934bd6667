import Crypto
import HTTPTypes

/// Checks the three headers of each request.
struct Authenticator {
    private struct Known {
        let credential: SimulatedCredential
        let key: SymmetricKey
    }

    /// The expected values of a client at one timestamp. Cached, because a busy client sends the same many times in a second.
    private struct Expected {
        let clientID: String
        let timestamp: String
        let code: [UInt8]
    }

    private let known: [String: Known]
    private let windowSeconds: Int64
    private var expected: Expected?

    init(credentials: [SimulatedCredential], windowSeconds: Int) {
        known = Dictionary(
            credentials.map { ($0.clientID, Known(credential: $0, key: $0.key)) },
            uniquingKeysWith: { first, _ in first }
        )
        self.windowSeconds = Int64(windowSeconds)
    }

    /// `now` is by the clock of the service.
    mutating func check(_ headers: HTTPFields, now: Moment) throws(AuthenticationRefusal) -> SimulatedCredential {
        let triple = HeaderTriple(headers)
        guard let clientID = triple.clientID else { throw .missingHeader(HTTPField.Name.frameClientID.rawName) }
        guard let timestamp = triple.timestamp else { throw .missingHeader(HTTPField.Name.frameTimestamp.rawName) }
        guard let signature = triple.signature else { throw .missingHeader(HTTPField.Name.frameSignature.rawName) }
        guard let known = known[clientID] else { throw .unknownClient }
        guard (1...12).contains(timestamp.utf8.count),
            timestamp.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let seconds = Int64(timestamp)
        else { throw .malformedTimestamp }
        guard now.unixSeconds - seconds <= windowSeconds else { throw .timestampTooOld }
        guard seconds - now.unixSeconds <= windowSeconds else { throw .timestampInTheFuture }
        guard let code = HexadecimalCode(signature) else { throw .malformedSignature }
        let right = expectedCode(clientID: clientID, timestamp: timestamp, key: known.key)
        guard Self.areEqual(right, code.bytes) else { throw .signatureMismatch }
        return known.credential
    }

    private mutating func expectedCode(clientID: String, timestamp: String, key: SymmetricKey) -> [UInt8] {
        if let expected, expected.timestamp == timestamp, expected.clientID == clientID { return expected.code }
        let message = SimulatedCredential.message(timestamp: timestamp, clientID: clientID)
        let code = Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        expected = Expected(clientID: clientID, timestamp: timestamp, code: code)
        return code
    }

    /// Takes the same time for every place of the first difference.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
