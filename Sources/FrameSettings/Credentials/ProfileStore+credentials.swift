import FoundationEssentials
import FrameAPI

extension ProfileStore {
    /// The folder of the credentials.
    package var credentialFolder: String { folder + "/credentials" }

    /// The file of a credential.
    package func path(of name: CredentialName) -> String { "\(credentialFolder)/\(name.text).yaml" }

    /// The names of all credentials, in order.
    package var credentialNames: [CredentialName] {
        Self.names(in: credentialFolder).compactMap { try? CredentialName($0) }
    }

    /// Reads a credential. No other file is touched.
    ///
    /// - Returns: `nil` when there is none of the name.
    /// - Throws: ``SettingsError``: `unsafe-file`, also when others can read the secret in it; or `invalid-setting`.
    package func credential(_ name: CredentialName) throws(SettingsError) -> Credential? {
        guard let file = try SettingsFile(reading: path(of: name), writers: .userAlone, below: folder) else {
            return nil
        }
        let credential = try Credential(name, in: file, home: home)
        guard credential.way == .clientSecret, SecretFile.exposure(of: file.path, environment: [:]) != nil else {
            return credential
        }
        throw SettingsError(
            .unsafeFile,
            detail: "“\(file.path)” holds a client secret, and others can read it",
            remedy:
                "Run: chmod 600 \(ShellWord.quoted(file.path)); if others use this machine, replace the secret in the "
                + "console"
        )
    }

    /// Reads a credential that is to be there.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - place: Where it is named; `nil` for the command line.
    /// - Returns: The credential.
    /// - Throws: ``SettingsError``: `unknown-credential`, `unsafe-file`, or `invalid-setting`.
    package func existing(_ name: CredentialName, namedBy place: String? = nil) throws(SettingsError) -> Credential {
        if let credential = try credential(name) { return credential }
        let names = credentialNames.map(\.text)
        throw SettingsError(
            .unknownCredential,
            detail: "there is no credential “\(name.text)” in \(credentialFolder)"
                + (place.map { " (named by \($0))" } ?? ""),
            remedy: names.isEmpty
                ? "Make one: framectl credential replace \(name.text) --create"
                : "The credentials are: \(names.joined(separator: ", ")). To make this one: "
                    + "framectl credential replace \(name.text) --create"
        )
    }

    /// The profiles that name a credential; those that are not understood are left out.
    package func profiles(naming credential: CredentialName) -> [Profile] {
        names.compactMap { try? profile($0) }.filter { $0.values[.credential]?.value == credential.text }
    }

    /// The names of the files of settings in a folder, in order.
    static func names(in folder: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.ends(with: ".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted()
    }
}
