import FoundationEssentials
package import FrameAPI

extension ProfileStore {
    /// Sets or removes the default profile; the rest of `config.yaml` is not changed.
    ///
    /// - Throws: ``SettingsError``: `file-not-written`, or the reason why the file is not understood.
    package func setDefault(_ name: ProfileName?) throws(SettingsError) {
        let current = try defaultName
        let before = (try? BoundedFile(reading: configPath, limit: 64 << 10))?.text ?? ""
        var lines = before.parts(between: "\n")
        if lines.last?.isEmpty == true { lines.removeLast() }
        if let current { lines.remove(at: current.line - 1) }
        if let name {
            lines.insert(
                "\(Self.defaultKey): \(YAMLScalar.text(name.text))",
                at: current.map { $0.line - 1 } ?? lines.count
            )
        }
        let after = lines.map { $0 + "\n" }.joined()
        guard try SettingsFile(path: configPath, text: after).table.text(Self.defaultKey)?.value == name?.text else {
            throw .notUnderstood(configPath, line: nil, .fixedDefault(key: Self.defaultKey, name: name?.text))
        }
        try write(after, to: configPath)
    }

    /// Writes a settings file or a secret, for its owner alone, in folders of its owner alone.
    ///
    /// - Throws: ``SettingsError`` with the code `file-not-written`.
    package func write(_ text: String, to path: String) throws(SettingsError) {
        let file = try replacement(of: path, with: text)
        try file.commit()
    }

    /// Writes a file of settings and keeps the secret that it leads to. The secret is kept when nothing is left to be done for the file but
    /// a move.
    ///
    /// - Parameters:
    ///   - text: The file's content.
    ///   - path: Where the file is to be.
    ///   - secret: The secret.
    ///   - place: Where it is kept.
    ///   - context: What the keyring is asked with.
    /// - Throws: ``SettingsError``: `file-not-written`, or `keyring`. Unless it is ``SettingsError/secretAhead(_:_:)``, nothing is changed.
    package func write(
        _ text: String,
        to path: String,
        keeping secret: Secret,
        in place: SecretPlace,
        _ context: SettingsContext
    ) async throws(SettingsError) {
        let file = try replacement(of: path, with: text)
        switch place {
        case .file(let path): try write(secret.text + "\n", to: path)
        case .keyring(let clientID): try await Keyring(clientID: clientID).store(secret, in: context)
        }
        do throws(SettingsError) {
            try file.commit()
        } catch {
            throw .secretAhead(place, error)
        }
    }

    /// A file of a content that is durable, beside its place.
    private func replacement(of path: String, with text: String) throws(SettingsError) -> FileReplacement {
        let folder = FolderPath.of(path) ?? folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .notWritten(folder, .folder)
        }
        let file = try FileReplacement(of: path)
        try file.write(text)
        try file.persist()
        return file
    }
}

/// Where a secret is kept.
package enum SecretPlace: Sendable, Equatable {
    /// In a file of its own.
    case file(String)
    /// In the system's keyring.
    case keyring(clientID: String)
}
