import FrameAPI

/// A name that a credential can have: that of a file, and harmless in a sentence.
package struct CredentialName: Sendable, Hashable {
    /// The name.
    package let text: String

    /// Takes a name.
    ///
    /// - Throws: ``SettingsError`` with the code `invalid-credential-name`.
    package init(_ text: String) throws(SettingsError) {
        guard ProfileName.isName(text) else {
            throw SettingsError(
                .invalidCredentialName,
                detail: "“\(Excerpt.of(text, limit: 80))” is not a name for a credential",
                remedy: "Use up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or a digit"
            )
        }
        self.text = text
    }
}
