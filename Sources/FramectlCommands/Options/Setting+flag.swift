import FrameSettings

extension Setting {
    /// Its flag, if it has one.
    var flag: String? {
        switch self {
        case .profile: "--profile"
        case .account: "--account"
        case .apiURL: "--api-url"
        case .clientID: "--client-id"
        case .clientSecretFile: "--client-secret-file"
        case .caFile: "--ca-file"
        case .journal: "--journal"
        case .credential, .clientSecret, .credentialProcess, .keyring: nil
        }
    }
}
