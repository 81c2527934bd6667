package import FrameAPI

/// A new client id and secret in the place of a credential's own. Both are in one file, which is replaced whole, so that no reader finds
/// the one without the other.
package struct CredentialReplacement: Sendable {
    /// The credential's name.
    package let name: CredentialName
    /// Where it is.
    package let store: ProfileStore
    /// The credential as it is; `nil` when it is new.
    package let current: Credential?

    /// Prepares a replacement.
    ///
    /// - Parameters:
    ///   - name: The credential's name.
    ///   - store: Where it is.
    ///   - creates: Whether there may be none of the name.
    /// - Throws: ``SettingsError``: `unknown-credential`; `credential-process`, when a command provides it; what keeps the file from
    ///   being understood.
    package init(of name: CredentialName, in store: ProfileStore, creates: Bool) throws(SettingsError) {
        self.name = name
        self.store = store
        current = creates ? try store.credential(name) : try store.existing(name)
        guard let current, current.way == .credentialProcess else { return }
        throw .providedByCommand(credential: name.text, command: current.secretPlace)
    }

    /// Writes the new values. Before this nothing is touched.
    ///
    /// - Parameters:
    ///   - clientID: The new client id.
    ///   - secret: The new secret.
    ///   - context: What the keyring is asked with.
    /// - Returns: What was done, a sentence each.
    /// - Throws: ``SettingsError``: `file-not-written`, or `keyring`.
    package func carryOut(
        clientID: String,
        secret: Secret,
        in context: SettingsContext
    ) async throws(SettingsError) -> [String] {
        let path = store.path(of: name)
        let secret = Secret(secret.text.trimmingWhitespace())
        guard current?.way == .keyring else {
            try store.write(Self.text([.clientID: clientID, .clientSecret: secret.text]), to: path)
            let former = current?.way == .clientSecretFile ? current?.secretPlace : nil
            return ["Credential \(name.text) is in \(path), which only you can read."]
                + (former.map { ["\($0) holds the former secret, and is not read any more."] } ?? [])
        }
        try await Keyring(clientID: clientID).store(secret, in: context)
        try store.write(Self.text([.clientID: clientID, .keyring: "true"]), to: path)
        return ["The secret of \(clientID) is in the keyring; credential \(name.text) is in \(path)."]
    }

    private static func text(_ values: [Setting: String]) -> String {
        Credential.settings.compactMap { setting in
            values[setting].map { "\(setting.rawValue): \(YAMLScalar.text($0))\n" }
        }
        .joined()
    }
}
