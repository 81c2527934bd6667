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
        /// The secret of the former client id was taken out of the keyring.
        case clearedKeyring(clientID: String)
        /// The secret of the former client id was left in the keyring: for these files, or because the keyring did not answer.
        case leftInKeyring(clientID: String, files: [String])
    }

    /// Writes the new values. Before this nothing is touched. A credential's file that leads to the keyring stays as it is when the client
    /// id does.
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
        let former = current?.values[.clientID]?.value
        guard let former, former != clientID else {
            try await Keyring(clientID: clientID).store(secret, in: context)
            return [.storedInKeyring]
        }
        let text = Self.text([.clientID: clientID, .keyring: "true"])
        try await store.write(text, to: path, keeping: secret, in: .keyring(clientID: clientID), context)
        return [.storedInKeyring, .written(path), await release(former, in: context)]
    }

    /// Takes the former secret out of the keyring, where nothing else needs it.
    private func release(_ clientID: String, in context: SettingsContext) async -> Step {
        let files = try? await store.releaseSecret(of: clientID, by: store.path(of: name), in: context)
        return files == []
            ? .clearedKeyring(clientID: clientID) : .leftInKeyring(clientID: clientID, files: files ?? [])
    }

    private static func text(_ values: [Setting: String]) -> String {
        Credential.settings.compactMap { setting in
            values[setting].map { "\(setting.rawValue): \(YAMLScalar.text($0))\n" }
        }
        .joined()
    }
}
