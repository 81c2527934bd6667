/// The API credential of an account, an organization or a customer.
///
/// Neither part is checked for a shape: only known examples of both exist. The secret is in no description, mirror or
/// encoding of this type.
public struct Credentials: Sendable {
    /// The public half, like `<uuid>.img.frame.nutanix.com`.
    public let clientID: String
    let secret: Secret

    /// Takes a credential. Space around either part, such as a file's last newline, is dropped.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-credentials`, when a part is empty or holds a control character.
    public init(clientID: String, clientSecret: String) throws(FrameAPIError) {
        try self.init(clientID: clientID, clientSecret: Secret(clientSecret))
    }

    /// Takes a credential whose secret is held as one already.
    package init(clientID: String, clientSecret: Secret) throws(FrameAPIError) {
        self.clientID = clientID.trimmingWhitespace()
        secret = Secret(clientSecret.text.trimmingWhitespace())
        guard self.clientID.isPlainToken else { throw .invalidCredentials(part: "client id") }
        guard secret.text.isPlainToken else { throw .invalidCredentials(part: "client secret") }
    }
}

/// A text that describes itself as `<redacted>` wherever it is printed, mirrored or dumped. It cannot be encoded.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for whoever signs or keeps it.
    package let text: String

    /// Takes a text.
    package init(_ text: String) {
        self.text = text
    }

    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}

extension String {
    fileprivate var isPlainToken: Bool {
        !isEmpty && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
