import FrameAPI

/// Why settings cannot be used, with the details: codes and parameters, without words.
package enum SettingsError: Error, Sendable, Equatable {
    /// No client id is set.
    case noClientID
    /// No client secret is set.
    case noClientSecret
    /// There is no settings folder: neither XDG_CONFIG_HOME nor HOME names one. `profile` is the named one.
    case noFolder(profile: String?)
    /// A command provides the secret of another client id than the configured one.
    case otherClient(named: String, set: String)
    /// No profile has the name; `namedBy` is the place of the name, except for the command line.
    case unknownProfile(String, folder: String, namedBy: SettingOrigin?, known: [String])
    /// No credential has the name.
    case unknownCredential(String, folder: String, namedBy: SettingOrigin?, known: [String])
    /// A profile cannot have the name.
    case invalidProfileName(String)
    /// A credential cannot have the name.
    case invalidCredentialName(String)
    /// A command line cannot be split; the text is in printable form.
    case unusableCommand(String, CommandFlaw)
    /// The secret of a credential comes from a command, and is not replaced here.
    case providedByCommand(credential: String, command: String)
    /// A file, or the folder for it, cannot be written.
    case notWritten(String, WritingFlaw)
    /// A file cannot be written, and the new secret that it leads to is in its place already.
    indirect case secretAhead(SecretPlace, SettingsError)
    /// A file that is believed can be changed by others.
    case unsafeFile(String, isFolder: Bool, UnsafeFile)
    /// A settings file cannot be read.
    case unreadableFile(String, FileFlaw)
    /// A settings file is not understood.
    case notUnderstood(String, line: Int?, SyntaxFlaw)
    /// A setting in a file cannot be used. `key` is its full name.
    case invalidSetting(key: String, file: String, line: Int, SettingFlaw)
    /// A secret's file cannot be read, or has another content.
    case unreadableSecret(String, SecretFlaw)
    /// A secret's file can be used by others.
    case exposedSecret(String, SecretExposure)
    /// A credential's command does not provide the credential; `command` is in printable form.
    case credentialProcess(command: String, ProcessFlaw)
    /// The keyring holds no secret of a client id.
    case noSecretInKeyring(clientID: String)
    /// The keyring's tool failed.
    case keyring(tool: String, ChildProcess.End)
}

extension SettingsError {
    /// The error, as a stable word.
    package enum Code: String, Sendable, CaseIterable {
        case missingSetting = "missing-setting"
        case unreadableSecret = "unreadable-secret"
        case unsafeFile = "unsafe-file"
        case invalidSetting = "invalid-setting"
        case credentialProcess = "credential-process"
        case keyring
        case unknownProfile = "unknown-profile"
        case unknownCredential = "unknown-credential"
        case invalidProfileName = "invalid-profile-name"
        case invalidCredentialName = "invalid-credential-name"
        case invalidInput = "invalid-input"
        case fileNotWritten = "file-not-written"
    }

    /// The error.
    package var code: Code {
        switch self {
        case .noClientID, .noClientSecret, .noFolder(nil): .missingSetting
        case .otherClient, .credentialProcess, .providedByCommand: .credentialProcess
        case .noFolder, .unknownProfile: .unknownProfile
        case .unknownCredential: .unknownCredential
        case .invalidProfileName: .invalidProfileName
        case .invalidCredentialName: .invalidCredentialName
        case .unusableCommand: .invalidInput
        case .notWritten: .fileNotWritten
        case .secretAhead(_, let error): error.code
        case .unsafeFile, .exposedSecret: .unsafeFile
        case .unreadableFile, .notUnderstood, .invalidSetting: .invalidSetting
        case .unreadableSecret: .unreadableSecret
        case .noSecretInKeyring, .keyring: .keyring
        }
    }
}
