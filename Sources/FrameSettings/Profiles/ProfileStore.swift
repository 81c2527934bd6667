import FrameAPI
import Glibc

/// The user's own files of settings: one for each profile, and `config.yaml`, which says which of them is used by itself.
package struct ProfileStore: Sendable {
    /// The folder of the tool's settings.
    package let folder: String
    /// The user's home, if it is known.
    package let home: String?

    /// Finds the folder: `framectl` in `XDG_CONFIG_HOME`, or else in `~/.config`. As the XDG base directory specification says, a
    /// relative `XDG_CONFIG_HOME` does not count. Nothing is touched.
    ///
    /// - Returns: `nil` when neither `XDG_CONFIG_HOME` nor `HOME` is of use.
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

    /// The file that says which profile is used by itself.
    package var configPath: String { folder + "/config.yaml" }

    /// The file of a profile.
    package func path(of name: ProfileName) -> String { "\(folder)/profiles/\(name.text).yaml" }

    /// The file of a profile's secret, if it has one of its own.
    package func secretPath(of name: ProfileName) -> String { "\(folder)/profiles/\(name.text).secret" }

    /// The names of all profiles, in order.
    package var names: [ProfileName] {
        Self.names(in: folder + "/profiles").compactMap { try? ProfileName($0) }
    }

    /// Reads a profile. No other file is touched.
    ///
    /// - Returns: `nil` when there is none of the name.
    /// - Throws: ``SettingsError``: `unsafe-file`, or `invalid-setting`.
    package func profile(_ name: ProfileName) throws(SettingsError) -> Profile? {
        guard let file = try SettingsFile(reading: path(of: name), writers: .userAlone, below: folder) else {
            return nil
        }
        return try Profile(name.text, in: file, home: home)
    }

    /// Reads a profile that is to be there.
    ///
    /// - Throws: ``SettingsError``: `unknown-profile`, `unsafe-file`, or `invalid-setting`.
    package func existing(_ name: ProfileName) throws(SettingsError) -> Profile {
        guard let profile = try profile(name) else { throw unknown(name.text, place: nil) }
        return profile
    }

    /// The name of the profile that is used by itself, with the line; `nil` when none is.
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

    /// The one name that `config.yaml` knows.
    package static let defaultKey = "default_profile"

    /// There is no profile of a name.
    package func unknown(_ name: String, place: SettingOrigin?) -> SettingsError {
        .unknownProfile(name, folder: folder + "/profiles", namedBy: place, known: names.map(\.text))
    }
}
