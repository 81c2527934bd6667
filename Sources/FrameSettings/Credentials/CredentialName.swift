/// A name that a credential can have: that of a file, and harmless in a sentence.
package struct CredentialName: Sendable, Hashable {
    /// The name.
    package let text: String

    /// Takes a name.
    ///
    /// - Throws: ``SettingsError`` with the code `invalid-credential-name`.
    package init(_ text: String) throws(SettingsError) {
        guard ProfileName.isName(text) else {
            throw .invalidCredentialName(text)
        }
        self.text = text
    }
}
