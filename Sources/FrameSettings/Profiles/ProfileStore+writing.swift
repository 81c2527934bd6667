import FoundationEssentials
import FrameAPI

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
        try FileReplacement.write(path, hiding: nil) { (write) throws(SettingsError) in try write(text) }
    }
}
