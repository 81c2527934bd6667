import FrameAPI
import Glibc

/// The user's own settings files: one for each profile, and `config.yaml`, which names the default one.
package struct ProfileStore: Sendable {
    /// The folder of the tool's settings.
    package let folder: String
    /// The user's home, if it is known.
    package let home: String?

    /// Finds the folder: `framectl` in `XDG_CONFIG_HOME`, or else in `~/.config`. As in the XDG base directory specification, a relative
    /// `XDG_CONFIG_HOME` is ignored. No file is read.
    ///
    /// - Returns: `nil` when neither `XDG_CONFIG_HOME` nor `HOME` can be used.
    package init?(environment: [String: String]) {
        home = environment["HOME"].flatMap { $0.begins(with: "/") ? FolderPath.plain($0) : nil }
        if let config = environment["XDG_CONFIG_HOME"], config.begins(with: "/") {
            folder = FolderPath.plain(config) + "/framectl"
        } else if let home {
            folder = home + "/.config/framectl"
        } else {
            return nil
        }
    }

    /// The file that names the default profile.
    package var configPath: String { folder + "/config.yaml" }

    /// The file of a profile.
    package func path(of name: ProfileName) -> String { "\(folder)/profiles/\(name.text).yaml" }

    /// The file of a profile's secret, if it has one of its own.
    package func secretPath(of name: ProfileName) -> String { "\(folder)/profiles/\(name.text).secret" }

    /// The names of all profiles, in order.
    package var names: [ProfileName] {
        Self.names(in: folder + "/profiles").compactMap { try? ProfileName($0) }
    }

    /// Reads a profile. No other file is read.
    ///
    /// - Returns: `nil` when there is none of this name.
    /// - Throws: ``SettingsError``: `unsafe-file`, or `invalid-setting`.
    package func profile(_ name: ProfileName) throws(SettingsError) -> Profile? {
        guard let file = try SettingsFile(reading: path(of: name), writers: .userAlone, below: folder) else {
            return nil
        }
        return try Profile(name.text, in: file, home: home)
    }

    /// Reads a profile that must exist.
    ///
    /// - Throws: ``SettingsError``: `unknown-profile`, `unsafe-file`, or `invalid-setting`.
    package func existing(_ name: ProfileName) throws(SettingsError) -> Profile {
        guard let profile = try profile(name) else { throw unknown(name.text, place: nil) }
        return profile
    }

    /// The name of the default profile, with the line; `nil` when there is none.
    ///
    /// - Throws: ``SettingsError``: `unsafe-file`, or `invalid-setting`.
    package var defaultName: Located<String>? {
        get throws(SettingsError) {
            guard let file = try SettingsFile(reading: configPath, writers: .userAlone, below: folder) else {
                return nil
            }
            try file.table.refuseUnknown(besides: [Self.defaultKey])
            return try file.table.text(Self.defaultKey)
        }
    }

    /// The only name in `config.yaml`.
    package static let defaultKey = "default_profile"

    /// The error for an unknown profile.
    package func unknown(_ name: String, place: SettingOrigin?) -> SettingsError {
        .unknownProfile(name, folder: folder + "/profiles", namedBy: place, known: names.map(\.text))
    }
}
