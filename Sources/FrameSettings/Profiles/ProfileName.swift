import FrameAPI

/// A valid name of a profile: a valid file name, and harmless in a sentence.
package struct ProfileName: Sendable, Hashable {
    /// The name.
    package let text: String

    /// The word for no profile at all.
    package static let none = "none"

    /// Checks a name.
    ///
    /// - Throws: ``SettingsError`` with the code `invalid-profile-name`.
    package init(_ text: String) throws(SettingsError) {
        guard Self.isName(text) else {
            throw .invalidProfileName(text)
        }
        self.text = text
    }

    /// Whether a text can be the name of a profile, or of anything else with a file of its own.
    static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
            && text.utf8.first?.isAlphanumeric == true && text.utf8.count <= 64 && text != none
    }
}
