/// The API credential of an account, an organization or a customer.
///
/// The shape of neither part is checked, because only examples of both are known. The secret is in no description, mirror or encoding of
/// this type.
public struct Credentials: Sendable {
    /// The public half, like `<uuid>.img.frame.nutanix.com`.
    public let clientID: String
    let secret: Secret

    /// Makes a credential. Space around either part, such as a file's last newline, is dropped.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-credentials`, when a part is empty or holds a control character.
    public init(clientID: String, clientSecret: String) throws(FrameAPIError) {
        try self.init(clientID: clientID, clientSecret: Secret(clientSecret))
    }

    /// Makes a credential of an existing secret.
    package init(clientID: String, clientSecret: Secret) throws(FrameAPIError) {
        self.clientID = clientID.trimmingWhitespace()
        secret = Secret(clientSecret.text.trimmingWhitespace())
        guard self.clientID.isPlainToken else { throw .invalidCredentials(part: "client id") }
        guard secret.text.isPlainToken else { throw .invalidCredentials(part: "client secret") }
    }
}

/// A text that describes itself as `<redacted>` wherever it is printed, mirrored or dumped. It cannot be encoded.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for signing and storing.
    package let text: String

    /// Makes a secret of a text.
    package init(_ text: String) {
        self.text = text
    }

    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(reflecting: "<redacted>") }
}

extension Credentials {
    /// An unusual property of a part, which a correctly copied credential seldom has, in a sentence without the part itself; `nil` for
    /// none.
    var oddity: String? {
        for (part, text) in [("client id", clientID), ("client secret", secret.text)] {
            if let oddity = text.oddity { return "The \(part) \(oddity). Copy it again from the console, without that" }
        }
        return nil
    }
}

extension String {
    fileprivate var oddity: String? {
        let quotes = "\"'`“”„‘’«»".unicodeScalars
        if let first = unicodeScalars.first, quotes.contains(first) { return "begins with a quotation mark" }
        if let last = unicodeScalars.last, quotes.contains(last) { return "ends with a quotation mark" }
        if unicodeScalars.contains(where: \.properties.isWhitespace) { return "contains white space" }
        let isInvisible = { (scalar: Unicode.Scalar) in
            !scalar.isPrintable || scalar.properties.isDefaultIgnorableCodePoint
        }
        return unicodeScalars.contains(where: isInvisible) ? "contains an invisible character" : nil
    }

    fileprivate var isPlainToken: Bool {
        !isEmpty && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
