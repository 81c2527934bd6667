/// A setting that can be given in several places.
package enum Setting: String, CaseIterable, Sendable {
    case profile
    case account
    case credential
    case apiURL = "api_url"
    case clientID = "client_id"
    case clientSecretFile = "client_secret_file"
    case clientSecret = "client_secret"
    case credentialProcess = "credential_process"
    case keyring
    case caFile = "ca_file"
    case journal

    /// Its environment variable, if it has one.
    package var variable: String? {
        switch self {
        case .profile: "FRAME_PROFILE"
        case .account: "FRAME_ACCOUNT_ID"
        case .apiURL: "FRAME_API_URL"
        case .clientID: "FRAME_CLIENT_ID"
        case .clientSecretFile: "FRAME_CLIENT_SECRET_FILE"
        case .clientSecret: "FRAME_CLIENT_SECRET"
        case .journal: "FRAMECTL_JOURNAL"
        case .credential, .credentialProcess, .keyring, .caFile: nil
        }
    }

    /// Whether its value is a secret.
    package var isSecret: Bool { self == .clientSecret }

    /// Whether it names the source of the secret.
    package var leadsToSecret: Bool {
        switch self {
        case .clientSecretFile, .clientSecret, .credentialProcess, .keyring: true
        case .profile, .account, .credential, .apiURL, .clientID, .caFile, .journal: false
        }
    }
}
