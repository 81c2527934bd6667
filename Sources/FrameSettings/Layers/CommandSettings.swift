import FrameAPI

/// The settings of one command: all layers, read only from the files that it uses.
package struct CommandSettings: Sendable {
    /// The layers.
    package let layers: LayeredSettings
    /// The profile in use.
    package let profile: Profile?
    /// The credential that it names.
    package let credential: Credential?
    /// The file of the working folder.
    package let project: ProjectFile?

    /// Reads them.
    ///
    /// - Parameters:
    ///   - flags: The values of the command line.
    ///   - context: The environment, and the working folder.
    /// - Throws: ``SettingsError``: `unknown-profile`, `invalid-profile-name`, `unsafe-file`, or `invalid-setting`.
    package init(flags: [Setting: String], in context: SettingsContext) throws(SettingsError) {
        let store = ProfileStore(environment: context.environment)
        project = try context.workingFolder.flatMap { folder throws(SettingsError) in
            try ProjectFile(above: folder, home: store?.home)
        }
        var user: [Setting: LayeredSettings.FileValue] = [:]
        let nearer = Self.layers(flags, context, project, [:])
        if nearer.origin(of: .profile) == nil, let store, let name = try store.defaultName {
            user[.profile] = LayeredSettings.FileValue(text: name.value, place: "\(store.configPath):\(name.line)")
        }
        profile = try Self.profile(in: Self.layers(flags, context, project, user), from: store)
        if let profile {
            for (setting, found) in profile.values {
                user[setting] = LayeredSettings.FileValue(found, in: profile.file)
            }
        }
        credential = try Self.credential(of: profile, from: store)
        if let credential { user.merge(credential.layer) { own, _ in own } }
        layers = Self.layers(flags, context, project, user)
    }

    private static func layers(
        _ flags: [Setting: String],
        _ context: SettingsContext,
        _ project: ProjectFile?,
        _ user: [Setting: LayeredSettings.FileValue]
    ) -> LayeredSettings {
        let values = project.map { project in
            project.values.mapValues { LayeredSettings.FileValue($0, in: project.file) }
        }
        return LayeredSettings(flags: flags, environment: context.environment, project: values ?? [:], user: user)
    }

    private static func profile(
        in layers: LayeredSettings,
        from store: ProfileStore?
    ) throws(SettingsError) -> Profile? {
        guard let chosen = layers.text(.profile), chosen.value != ProfileName.none else { return nil }
        let name = try ProfileName(chosen.value)
        guard let store else {
            throw .noFolder(profile: name.text)
        }
        guard let profile = try store.profile(name) else {
            throw store.unknown(name.text, place: chosen.origin)
        }
        return profile
    }

    private static func credential(
        of profile: Profile?,
        from store: ProfileStore?
    ) throws(SettingsError) -> Credential? {
        guard let profile, let store, let named = profile.values[.credential] else { return nil }
        return try store.existing(CredentialName(named.value), namedBy: .user("\(profile.file.path):\(named.line)"))
    }

    /// The protections of the profile and the folder's file.
    package var protections: [ProtectionSettings] { [profile?.protection, project?.protection].compactMap(\.self) }

    /// A value of the profile's own that the environment or the folder's file overrides.
    package struct Override: Sendable, Equatable {
        package let setting: Setting
        /// The origin of the override.
        package let origin: SettingOrigin
        /// The profile.
        package let profile: String
    }

    /// The overrides to report before a profile is used.
    package var overrides: [Override] {
        guard let profile else { return [] }
        return [Setting.account, .apiURL, .clientID].compactMap { setting in
            guard let own = profile.values[setting] ?? credential?.values[setting],
                let found = layers.text(setting), found.value != own.value
            else { return nil }
            switch found.origin {
            case .flag, .user: return nil
            case .environment, .project:
                return Override(setting: setting, origin: found.origin, profile: profile.name)
            }
        }
    }
}

extension LayeredSettings.FileValue {
    /// A value of a file.
    package init(_ found: Located<String>, in file: SettingsFile) {
        self.init(text: found.value, place: "\(file.path):\(found.line)")
    }
}
