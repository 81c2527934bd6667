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

    /// Reads a credential. No other file is read.
    ///
    /// - Returns: `nil` when there is none of this name.
    /// - Throws: ``SettingsError``: `unsafe-file`, also when others can read the secret in it; or `invalid-setting`.
    package func credential(_ name: CredentialName) throws(SettingsError) -> Credential? {
        guard let file = try SettingsFile(reading: path(of: name), writers: .userAlone, below: folder) else {
            return nil
        }
        let credential = try Credential(name, in: file, home: home)
        guard credential.way == .clientSecret, SecretFile.exposure(of: file.path, environment: [:]) != nil else {
            return credential
        }
        throw .unsafeFile(file.path, isFolder: false, .readableSecret)
    }

    /// Reads a credential that must exist.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - place: The place of its name; `nil` for the command line.
    /// - Returns: The credential.
    /// - Throws: ``SettingsError``: `unknown-credential`, `unsafe-file`, or `invalid-setting`.
    package func existing(
        _ name: CredentialName,
        namedBy place: SettingOrigin? = nil
    ) throws(SettingsError) -> Credential {
        if let credential = try credential(name) { return credential }
        throw .unknownCredential(
            name.text,
            folder: credentialFolder,
            namedBy: place,
            known: credentialNames.map(\.text)
        )
    }

    /// The profiles that name a credential; profiles that are not understood are skipped.
    package func profiles(naming credential: CredentialName) -> [Profile] {
        names.compactMap { try? profile($0) }.filter { $0.values[.credential]?.value == credential.text }
    }

    /// Takes a secret out of the keyring to which a file led, unless another file leads to it.
    ///
    /// - Parameters:
    ///   - clientID: Whose secret it is.
    ///   - path: The file, which does not lead to it any more.
    ///   - context: What the keyring is asked with.
    /// - Returns: The files for which it was left; one that is not understood may lead to it.
    /// - Throws: ``SettingsError`` with the code `keyring`.
    func releaseSecret(
        of clientID: String,
        by path: String,
        in context: SettingsContext
    ) async throws(SettingsError) -> [String] {
        func mayLead(_ values: [Setting: Located<String>]?) -> Bool {
            guard let values else { return true }
            return values[.keyring] != nil && (values[.clientID]?.value ?? clientID) == clientID
        }
        let users =
            names.filter { mayLead((try? profile($0))?.values) }.map { self.path(of: $0) }
            + credentialNames.filter { mayLead((try? credential($0))?.values) }.map { self.path(of: $0) }
        let others = users.filter { $0 != path }
        if others.isEmpty { try await Keyring(clientID: clientID).clear(in: context) }
        return others
    }

    /// The names of the files of settings in a folder, in order.
    static func names(in folder: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.ends(with: ".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted()
    }
}
