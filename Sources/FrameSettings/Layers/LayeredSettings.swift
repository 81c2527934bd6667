package import FrameAPI

/// What flags, environment and files say, the stronger layer before the weaker one, each value with its origin.
package struct LayeredSettings: Sendable {
    /// What a file says of a setting, and where.
    package struct FileValue: Sendable {
        package let text: String
        /// The file and the line.
        package let place: String

        /// Takes a value with its place.
        package init(text: String, place: String) {
            self.text = text
            self.place = place
        }
    }

    private let values: [Setting: Found<String>]

    /// Lays them over each other.
    ///
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - environment: All variables; those that are no settings, or empty, are left out.
    ///   - project: What the folder's file says.
    ///   - user: What the user's own files say.
    package init(
        flags: [Setting: String],
        environment: [String: String],
        project: [Setting: FileValue] = [:],
        user: [Setting: FileValue] = [:]
    ) {
        var values: [Setting: Found<String>] = [:]
        for setting in Setting.allCases {
            if let text = flags[setting] {
                values[setting] = Found(value: text, origin: .flag(setting))
            } else if let name = setting.variable, let text = environment[name], !text.isEmpty {
                values[setting] = Found(value: text, origin: .environment(name))
            } else if let found = project[setting] {
                values[setting] = Found(value: found.text, origin: .project(found.place))
            } else if let found = user[setting] {
                values[setting] = Found(value: found.text, origin: .user(found.place))
            }
        }
        self.values = values
    }

    /// The value of a setting that is no secret, from the strongest layer that has one.
    package func text(_ setting: Setting) -> Found<String>? {
        setting.isSecret ? nil : values[setting]
    }

    /// The value of a setting that is one.
    package func secret(_ setting: Setting) -> Found<Secret>? {
        values[setting].map { Found(value: Secret($0.value), origin: $0.origin) }
    }

    /// Where the value of a setting comes from; `nil` when it has none.
    package func origin(of setting: Setting) -> SettingOrigin? { values[setting]?.origin }
}
