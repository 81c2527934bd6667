package import FrameAPI

/// A new client id and secret that replace a credential's own. Both are in one file, which is replaced atomically, so that no reader finds
/// one without the other.
package struct CredentialReplacement: Sendable {
    /// The credential's name.
    package let name: CredentialName
    /// The store.
    package let store: ProfileStore
    /// The present credential; `nil` when it is new.
    package let current: Credential?

    /// Prepares a replacement.
    ///
    /// - Parameters:
    ///   - name: The credential's name.
    ///   - store: The store.
    ///   - creates: Whether the credential may be new.
    /// - Throws: ``SettingsError``: `unknown-credential`; `credential-process`, when a command provides it; the reason why the file is not
    ///   understood.
    package init(of name: CredentialName, in store: ProfileStore, creates: Bool) throws(SettingsError) {
        self.name = name
        self.store = store
        current = creates ? try store.credential(name) : try store.existing(name)
        guard let current, current.way == .credentialProcess else { return }
        throw .providedByCommand(credential: name.text, command: current.secretPlace)
    }

    /// A performed step.
    package enum Step: Sendable, Equatable {
        /// The credential's file was written.
        case written(String)
        /// This file holds the former secret, and is no longer read.
        case formerSecret(String)
        /// The secret is in the keyring.
        case storedInKeyring
    }

    /// Writes the new values. Nothing is changed before.
    ///
    /// - Parameters:
    ///   - clientID: The new client id.
    ///   - secret: The new secret.
    ///   - context: The context of the keyring.
    /// - Returns: The performed steps, in order.
    /// - Throws: ``SettingsError``: `file-not-written`, or `keyring`.
    package func carryOut(
        clientID: String,
        secret: Secret,
        in context: SettingsContext
    ) async throws(SettingsError) -> [Step] {
        let path = store.path(of: name)
        let secret = Secret(secret.text.trimmingWhitespace())
        guard current?.way == .keyring else {
            try store.write(Self.text([.clientID: clientID, .clientSecret: secret.text]), to: path)
            let former = current?.way == .clientSecretFile ? current?.secretPlace : nil
            return [.written(path)] + (former.map { [.formerSecret($0)] } ?? [])
        }
        try await Keyring(clientID: clientID).store(secret, in: context)
        try store.write(Self.text([.clientID: clientID, .keyring: "true"]), to: path)
        return [.storedInKeyring, .written(path)]
    }

    private static func text(_ values: [Setting: String]) -> String {
        Credential.settings.compactMap { setting in
            values[setting].map { "\(setting.rawValue): \(YAMLScalar.text($0))\n" }
        }
        .joined()
    }
}
