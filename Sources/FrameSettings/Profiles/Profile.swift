import FrameAPI

/// A profile: a credential, an account, and protections.
package struct Profile: Sendable {
    /// Its name: that of its file.
    package let name: String
    /// Its file.
    package let file: SettingsFile
    /// Its values, with the line.
    package let values: [Setting: Located<String>]
    /// Its protections.
    package let protection: ProtectionSettings

    /// Its settings, in the order in which they are written and shown.
    package static let settings: [Setting] = [
        .account, .credential, .clientID, .clientSecretFile, .credentialProcess, .keyring, .apiURL, .caFile,
    ]

    /// Reads a file as a profile.
    ///
    /// - Parameters:
    ///   - name: The profile's name.
    ///   - file: Its file.
    ///   - home: The folder of `~`; `nil` for none.
    /// - Throws: ``SettingsError`` with the code `invalid-setting`, naming key, file and line.
    package init(_ name: String, in file: SettingsFile, home: String?) throws(SettingsError) {
        let table = file.table
        if let line = table.rows.first(where: { $0.name == Setting.clientSecret.rawValue })?.line {
            throw table.problem(Setting.clientSecret.rawValue, line: line, .secretInProfile)
        }
        try table.refuseUnknown(besides: Self.settings.map(\.rawValue) + ["protect"])
        var values = try table.credential(Self.settings, home: home)
        for setting in [Setting.account, .credential, .apiURL, .caFile] {
            values[setting] = try table.text(setting.rawValue)
        }
        let place = FilePlace(folderOf: file.path, home: home)
        values[.caFile] = values[.caFile].map { Located(value: place.path($0.value), line: $0.line) }
        try Self.check(values, in: table)
        self.name = name
        self.file = file
        self.values = values
        protection = try ProtectionSettings(table.table("protect"), source: "profile \(name)", file: file.path)
    }

    private static func check(_ values: [Setting: Located<String>], in table: SettingsTable) throws(SettingsError) {
        try table.check(.account, values[.account]) { text throws(FrameAPIError) in
            _ = try AccountReference(parsing: text)
        }
        try table.check(.apiURL, values[.apiURL]) { text throws(FrameAPIError) in _ = try BaseURL(parsing: text) }
        guard let credential = values[.credential] else { return }
        guard ProfileName.isName(credential.value) else {
            throw table.problem(Setting.credential.rawValue, line: credential.line, .credentialName)
        }
        guard let second = Credential.settings.first(where: { values[$0] != nil }) else { return }
        let line = values[second]?.line ?? 1
        throw table.problem(second.rawValue, line: line, .partOfCredential(credential.value))
    }

    /// The source of its secret, in a word; `nil` when it names none.
    package var secretWord: String? {
        if let credential = values[.credential] { return "credential \(credential.value)" }
        return Self.settings.first { $0.leadsToSecret && values[$0] != nil }?.rawValue
    }
}

extension SettingsTable {
    /// Checks a value that the service's client has to accept, and reports its place otherwise.
    func check(
        _ setting: Setting,
        _ found: Located<String>?,
        _ read: (String) throws(FrameAPIError) -> Void
    ) throws(SettingsError) {
        guard let found else { return }
        do throws(FrameAPIError) {
            try read(found.value)
        } catch {
            throw problem(setting.rawValue, line: found.line, .refused(error))
        }
    }
}

/// The meaning of a path in a file.
package struct FilePlace: Sendable {
    private let folder: String
    private let home: String?

    /// Paths in a file are relative to its folder.
    package init(folderOf file: String, home: String?) {
        folder = FolderPath.of(file) ?? "."
        self.home = home
    }

    /// The path for opening.
    package func path(_ text: String) -> String {
        if text.begins(with: "/") { return text }
        if text.begins(with: "~/"), let home { return "\(home)/\(text.parts(between: "/", maxSplits: 1)[1])" }
        return "\(folder)/\(text)"
    }
}
