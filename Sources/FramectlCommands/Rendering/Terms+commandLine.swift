import FrameSettings
import FrameWording

extension Terms {
    /// The terms of the command line.
    static let commandLine = Terms { option in
        switch option {
        case .pool: "--pool"
        case .session: "--session"
        case .kind: "--kind"
        case .excludePool: "--exclude-pool"
        case .excludeSession: "--exclude-session"
        case .confirm: "--confirm"
        case .yes: "--yes"
        case .reason: "--reason"
        case .maxSessions: "--max-sessions"
        case .maxPercent: "--max-percent"
        case .maxDrift: "--max-drift"
        case .profile: "--profile"
        case .retryFor: "--retry-for"
        case .account: "--account"
        case .apiURL: "--api-url"
        case .clientID: "--client-id"
        case .clientSecretFile: "--client-secret-file"
        case .caFile: "--ca-file"
        case .journal: "--journal"
        }
    } action: { action in
        switch action {
        case .savePlan: "framectl plan -o FILE"
        case .apply: "framectl apply FILE"
        case .close: "framectl close"
        case .resume(let run): "framectl runs resume \(run)"
        case .setUp(let profile): "framectl init" + (profile.map { " \($0)" } ?? "")
        case .explainSettings: "framectl config explain --help"
        case .createCredential(let name): "framectl credential replace \(name) --create"
        case .testCredential(let name): "framectl credential test \(name)"
        case .storeSecret(let clientID):
            "framectl init --keyring, or by hand: secret-tool store --label framectl service framectl client-id \(clientID)"
        }
    }
}

extension Setting {
    /// Its option on the command line, if it has one.
    var flag: String? { Terms.Option(self).map { Terms.commandLine($0) } }
}
