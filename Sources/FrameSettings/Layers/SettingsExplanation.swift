import FrameAPI

/// Every setting with its value and its origin; of secrets only the origin.
package struct SettingsExplanation: Sendable {
    /// One setting.
    package struct Row: Sendable {
        /// Its name.
        package let setting: String
        /// Its value, in printable form; `nil` when it has none.
        package let value: String?
        /// Its origin; `nil` for the default.
        package let origin: SettingOrigin?
        /// Whether it is a source of the secret that a stronger one overrides.
        package var isPassedOver = false
    }

    /// The settings, and then the protections.
    package let rows: [Row]

    /// Explains settings.
    ///
    /// - Parameters:
    ///   - settings: The settings.
    ///   - journal: The journal's file, where no setting names it.
    package init(_ settings: CommandSettings, journal: String?) {
        rows = Setting.allCases.map { Self.row($0, settings, journal) } + Self.protections(settings)
    }

    private static func row(_ setting: Setting, _ settings: CommandSettings, _ journal: String?) -> Row {
        let layers = settings.layers
        guard let origin = layers.origin(of: setting) else {
            let value = fallback(setting, journal)
            return Row(setting: setting.rawValue, value: value, origin: nil)
        }
        return Row(
            setting: setting.rawValue,
            value: shown(setting, layers),
            origin: origin,
            isPassedOver: isPassedOver(setting, layers)
        )
    }

    private static func shown(_ setting: Setting, _ layers: LayeredSettings) -> String? {
        // A secret has no text here, and describes itself as redacted.
        guard let text = layers.text(setting)?.value else { return layers.secret(setting)?.value.description }
        return setting == .credentialProcess ? CredentialProcess.shown(text) : text
    }

    private static func fallback(_ setting: Setting, _ journal: String?) -> String? {
        switch setting {
        case .profile: ProfileName.none
        case .apiURL: BaseURL.production.description
        case .journal: journal
        case .account, .credential, .clientID, .clientSecretFile, .clientSecret, .credentialProcess, .keyring, .caFile:
            nil
        }
    }

    /// Whether it is a source of the secret that another one overrides.
    private static func isPassedOver(_ setting: Setting, _ layers: LayeredSettings) -> Bool {
        guard setting.leadsToSecret, let taken = layers.secretSource else { return false }
        return taken.value.setting != setting
    }

    private static func protections(_ settings: CommandSettings) -> [Row] {
        let files: [(SettingsFile?, (String) -> SettingOrigin)] = [
            (settings.profile?.file, SettingOrigin.user), (settings.project?.file, SettingOrigin.project),
        ]
        return files.flatMap { file, origin in
            (file?.table.rows ?? []).filter { $0.name.begins(with: "protect.") }.map { row in
                Row(setting: row.name, value: row.value, origin: origin("\(file?.path ?? ""):\(row.line)"))
            }
        }
    }
}
