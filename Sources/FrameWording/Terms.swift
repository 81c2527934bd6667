/// The names of a front end for its options and actions: the command line writes `--pool`, a page writes *Pools*.
package struct Terms: Sendable {
    /// An option that a person sets.
    package enum Option: Sendable, Hashable, CaseIterable {
        case pool, session, kind, excludePool, excludeSession
        case confirm, yes, reason, maxSessions, maxPercent, maxDrift
        case profile, retryFor
        case account, apiURL, clientID, clientSecretFile, caFile, journal
    }

    /// An action that a person starts.
    package enum Action: Sendable, Hashable {
        /// Save a plan for approval.
        case savePlan
        /// Apply a saved plan.
        case apply
        case close
        case resume(run: String)
        /// Create a profile.
        case setUp(profile: String?)
        /// Show the possible settings of a settings file.
        case explainSettings
        case createCredential(String)
        case testCredential(String)
        /// Store a secret in the system's keyring.
        case storeSecret(clientID: String)
    }

    private let option: @Sendable (Option) -> String
    private let action: @Sendable (Action) -> String

    /// Makes the terms of a front end.
    package init(
        option: @escaping @Sendable (Option) -> String,
        action: @escaping @Sendable (Action) -> String
    ) {
        self.option = option
        self.action = action
    }

    /// The name of an option, with the value to set where there is one.
    package func callAsFunction(_ option: Option, _ value: String? = nil) -> String {
        self.option(option) + (value.map { " " + $0 } ?? "")
    }

    /// The way to start an action.
    package func callAsFunction(_ action: Action) -> String { self.action(action) }
}
