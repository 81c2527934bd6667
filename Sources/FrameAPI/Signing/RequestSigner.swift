import Crypto
import FoundationEssentials
import HTTPTypes
import Synchronization

/// Signs requests: lowercase hexadecimal HMAC-SHA256, keyed by the secret as text, over the timestamp followed directly by
/// the client id.
///
/// Method, path, query and body are not part of the signature, so a captured set of headers can be replayed on any endpoint
/// while its timestamp is accepted. Never log it, never send it to another host.
public struct RequestSigner: Sendable {
    private let clientID: String
    private let secret: Secret
    private let sent: SentSignatures
    private let latest = OfOneSecond<String>()
    /// Knows the secret and all signatures, including later ones.
    let redactor: Redactor
    /// A possible reason why the service refuses the credential.
    let oddity: String?

    /// Makes the signer of a credential.
    public init(_ credentials: Credentials) {
        clientID = credentials.clientID
        secret = credentials.secret
        oddity = credentials.oddity
        sent = SentSignatures()
        redactor = Redactor(hidden: [secret.text], sent: sent)
    }

    /// The signature of a moment.
    ///
    /// - Parameter timestamp: Unix time in whole seconds.
    /// - Returns: 64 hexadecimal digits.
    public func signature(at timestamp: Int64) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(timestamp)\(clientID)".utf8),
            using: SymmetricKey(data: Array(secret.text.utf8))
        )
        return Array(code).hexadecimal
    }

    /// The three headers of every request.
    func headers(at timestamp: Int64) -> SignedHeaders {
        let signature = latest.at(timestamp) {
            let signature = self.signature(at: timestamp)
            sent.insert(signature)
            return signature
        }
        return SignedHeaders(clientID: clientID, timestamp: timestamp, signature: Secret(signature))
    }
}

/// A value that is the same for every request of one second, kept until the next.
final class OfOneSecond<Value: Sendable>: Sendable {
    private let kept = Mutex<(timestamp: Int64, value: Value)?>(nil)

    func at(_ timestamp: Int64, orMake make: () -> Value) -> Value {
        kept.withLock { kept in
            if let kept, kept.timestamp == timestamp { return kept.value }
            let value = make()
            kept = (timestamp, value)
            return value
        }
    }
}

/// The identifying headers of one attempt. The signature describes itself as redacted.
struct SignedHeaders: Sendable {
    let clientID: String
    let timestamp: Int64
    let signature: Secret

    func apply(to fields: inout HTTPFields) {
        fields[.frameClientID] = clientID
        fields[.frameTimestamp] = String(timestamp)
        fields[.frameSignature] = signature.text
    }
}

extension HTTPField.Name {
    static let frameClientID = Self.literal("X-Frame-ClientId")
    static let frameTimestamp = Self.literal("X-Frame-Timestamp")
    static let frameSignature = Self.literal("X-Frame-Signature")
    static let link = Self.literal("Link")
    static let warning = Self.literal("Warning")

    private static func literal(_ name: String) -> Self {
        guard let field = Self(name) else { preconditionFailure("\(name) is not a header name") }
        return field
    }
}
