package import FrameSettings

extension SettingOrigin {
    /// The source of a value: the option, the variable, or the line of a file.
    package func words(in terms: Terms) -> String {
        switch self {
        case .flag(let setting): Terms.Option(setting).map { terms($0) } ?? setting.rawValue
        case .environment(let name), .project(let name), .user(let name): name
        }
    }
}

extension Terms.Option {
    /// The option for a setting, if it has one.
    package init?(_ setting: Setting) {
        switch setting {
        case .profile: self = .profile
        case .account: self = .account
        case .apiURL: self = .apiURL
        case .clientID: self = .clientID
        case .clientSecretFile: self = .clientSecretFile
        case .caFile: self = .caFile
        case .journal: self = .journal
        case .credential, .clientSecret, .credentialProcess, .keyring: return nil
        }
    }
}
