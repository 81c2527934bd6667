/// Why settings cannot be used.
package struct SettingsError: Error, Sendable, Equatable {
    /// What was wrong, as a stable word.
    package enum Code: String, Sendable {
        case missingSetting = "missing-setting"
        case unreadableSecret = "unreadable-secret"
        case unsafeFile = "unsafe-file"
        case invalidSetting = "invalid-setting"
        case credentialProcess = "credential-process"
        case keyring
        case unknownProfile = "unknown-profile"
        case unknownCredential = "unknown-credential"
        case invalidCredentialName = "invalid-credential-name"
        case invalidProfileName = "invalid-profile-name"
        case invalidInput = "invalid-input"
        case fileNotWritten = "file-not-written"
    }

    /// What was wrong.
    package let code: Code
    /// The same in words.
    package let detail: String
    /// What to do.
    package let remedy: String

    /// Makes an error.
    package init(_ code: Code, detail: String, remedy: String) {
        self.code = code
        self.detail = detail
        self.remedy = remedy
    }
}
