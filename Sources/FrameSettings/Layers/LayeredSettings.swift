package import FrameAPI

/// The values of flags, environment and files, the stronger layer before the weaker one, each value with its origin.
package struct LayeredSettings: Sendable {
    /// A value of a file, with its place.
    package struct FileValue: Sendable {
        package let text: String
        /// The file and the line.
        package let place: String

        /// Makes a value with its place.
        package init(text: String, place: String) {
            self.text = text
            self.place = place
        }
    }

    private let values: [Setting: Found<String>]

    /// Layers them.
    ///
    /// - Parameters:
    ///   - flags: The values of the command line.
    ///   - environment: All variables; empty ones and other variables are ignored.
    ///   - project: The values of the folder's file.
    ///   - user: The values of the user's own files.
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

    /// The value of a secret setting.
    package func secret(_ setting: Setting) -> Found<Secret>? {
        values[setting].map { Found(value: Secret($0.value), origin: $0.origin) }
    }

    /// The origin of the value of a setting; `nil` when it has none.
    package func origin(of setting: Setting) -> SettingOrigin? { values[setting]?.origin }
}
