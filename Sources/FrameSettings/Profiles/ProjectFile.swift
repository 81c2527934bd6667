import FrameAPI
import Glibc

/// The file of the working folder, or of one above it. It may come from another person: it names a profile and an account and protects, and
/// never sets where a credential is sent.
package struct ProjectFile: Sendable {
    /// Its name in every folder.
    package static let name = ".framectl.yaml"
    /// Its possible settings.
    package static let keys = [Setting.profile.rawValue, Setting.account.rawValue, "protect"]

    /// The file.
    package let file: SettingsFile
    /// Its values, with the line.
    package let values: [Setting: Located<String>]
    /// Its protections.
    package let protection: ProtectionSettings

    /// Finds the nearest one: in a folder or one above it, up to the user's home or the root.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: ``SettingsError``: `unsafe-file`, or `invalid-setting`.
    package init?(above folder: String, home: String?) throws(SettingsError) {
        guard folder.begins(with: "/") else { return nil }
        var folder = folder
        while true {
            let path = folder == "/" ? "/\(Self.name)" : "\(folder)/\(Self.name)"
            if let file = try SettingsFile(reading: path, writers: .userAndGroup) {
                try self.init(file)
                return
            }
            guard folder != home, folder != "/", let above = FolderPath.of(folder) else { return nil }
            folder = above
        }
    }

    /// Reads a file as one.
    package init(_ file: SettingsFile) throws(SettingsError) {
        let table = file.table
        let elsewhere = Set(Profile.settings + Credential.settings).subtracting([.account]).map(\.rawValue)
        if let row = table.rows.first(where: { elsewhere.contains($0.name) }) {
            throw table.problem(row.name, line: row.line, .inProjectFile)
        }
        try table.refuseUnknown(besides: Self.keys)
        var values: [Setting: Located<String>] = [:]
        for setting in [Setting.profile, .account] { values[setting] = try table.text(setting.rawValue) }
        try table.check(.account, values[.account]) { text throws(FrameAPIError) in
            _ = try AccountReference(parsing: text)
        }
        self.file = file
        self.values = values
        protection = try ProtectionSettings(table.table("protect"), source: file.path, file: file.path)
    }
}
