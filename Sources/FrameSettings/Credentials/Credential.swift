package import FrameAPI

/// An API credential with a file of its own. Profiles name it, so that many accounts share one secret, which is rotated in one place.
package struct Credential: Sendable {
    /// Its name: that of its file.
    package let name: CredentialName
    /// Its file.
    package let file: SettingsFile
    /// Its values, with the line: the client id, and one source of the secret or the secret itself.
    package let values: [Setting: Located<String>]

    /// The possible settings of its file.
    package static let settings: [Setting] = [
        .clientID, .clientSecret, .clientSecretFile, .credentialProcess, .keyring,
    ]

    /// Reads a file as a credential.
    ///
    /// - Parameters:
    ///   - name: The credential's name.
    ///   - file: Its file.
    ///   - home: The folder of `~`; `nil` for none.
    /// - Throws: ``SettingsError`` with the code `invalid-setting`, naming key, file and line.
    package init(_ name: CredentialName, in file: SettingsFile, home: String?) throws(SettingsError) {
        let table = file.table
        try table.refuseUnknown(besides: Self.settings.map(\.rawValue))
        let values = try table.credential(Self.settings, home: home)
        guard let way = Self.settings.first(where: { $0.leadsToSecret && values[$0] != nil }) else {
            throw table.problem(Setting.clientSecret.rawValue, line: 1, .noSecret)
        }
        guard values[.clientID] != nil || way == .credentialProcess else {
            throw table.problem(Setting.clientID.rawValue, line: 1, .noClientID)
        }
        self.name = name
        self.file = file
        self.values = values
        self.way = way
    }

    /// The setting of its secret.
    package let way: Setting

    /// The source of the secret; a secret in the file itself is not shown.
    package var secretPlace: String {
        switch way {
        case .clientSecretFile: values[way]?.value ?? ""
        case .credentialProcess: CredentialProcess.shown(values[way]?.value ?? "")
        case .keyring: "the system's keyring"
        default: file.path
        }
    }

    /// Its values as a layer of settings.
    package var layer: [Setting: LayeredSettings.FileValue] {
        values.mapValues { LayeredSettings.FileValue($0, in: file) }
    }

    /// Reads the client id and the secret.
    ///
    /// - Throws: ``SettingsError``: `missing-setting`, `unreadable-secret`, `unsafe-file`, `credential-process`, or `keyring`.
    package func read(in context: SettingsContext) async throws -> (clientID: String, secret: Secret) {
        try await LayeredSettings(flags: [:], environment: [:], user: layer).credential(in: context)
    }
}

extension SettingsTable {
    /// The client id and the source of its secret, among the allowed settings of the file. There can be only one source.
    ///
    /// - Parameters:
    ///   - settings: The allowed settings.
    ///   - home: The folder of `~`; `nil` for none.
    /// - Returns: The present ones.
    /// - Throws: ``SettingsError`` with the code `invalid-setting`.
    func credential(
        _ settings: [Setting],
        home: String?
    ) throws(SettingsError) -> [Setting: Located<String>] {
        var values: [Setting: Located<String>] = [:]
        for setting in settings where setting == .clientID || setting.leadsToSecret && setting != .keyring {
            values[setting] = try text(setting.rawValue)
        }
        if settings.contains(.keyring), try flag(Setting.keyring.rawValue) {
            values[.keyring] = Located(value: "true", line: line(of: Setting.keyring.rawValue))
        }
        let place = FilePlace(folderOf: path, home: home)
        values[.clientSecretFile] = values[.clientSecretFile].map {
            Located(value: place.path($0.value), line: $0.line)
        }
        if let command = values[.credentialProcess] { try checkCommand(command) }
        let ways = settings.filter { $0.leadsToSecret && values[$0] != nil }
        guard ways.count > 1 else { return values }
        throw problem(ways[1].rawValue, line: values[ways[1]]?.line ?? 1, .secondWay(besides: ways[0].rawValue))
    }

    private func checkCommand(_ command: Located<String>) throws(SettingsError) {
        do throws(SettingsError.CommandFlaw) {
            _ = try HookCommand.words(of: command.value)
        } catch {
            throw problem(
                Setting.credentialProcess.rawValue,
                line: command.line,
                .command(HookCommand.shown(command.value), error)
            )
        }
    }
}

/// A valid name of a credential: a valid file name, and harmless in a sentence.
package struct CredentialName: Sendable, Hashable {
    /// The name.
    package let text: String

    /// Checks a name.
    ///
    /// - Throws: ``SettingsError`` with the code `invalid-credential-name`.
    package init(_ text: String) throws(SettingsError) {
        guard ProfileName.isName(text) else {
            throw .invalidCredentialName(text)
        }
        self.text = text
    }
}
