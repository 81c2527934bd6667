import Configuration
package import FrameAPI
import Synchronization

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

    private let reader: ConfigReader
    private let log = AccessLog()
    private let places: [Layer: [Setting: String]]

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
        let names = Set(Setting.allCases.compactMap(\.variable))
        reader = ConfigReader(
            providers: [
                Self.provider(.flags, flags),
                EnvironmentVariablesProvider(
                    environmentVariables: environment.filter { names.contains($0.key) && !$0.value.isEmpty },
                    secretsSpecifier: .specific(Set(Setting.allCases.filter(\.isSecret).compactMap(\.variable)))
                ),
                Self.provider(.project, project.mapValues(\.text)),
                Self.provider(.user, user.mapValues(\.text)),
            ],
            accessReporter: log
        )
        places = [.project: project.mapValues(\.place), .user: user.mapValues(\.place)]
    }

    /// The value of a setting that is no secret, from the strongest layer that has one.
    package func text(_ setting: Setting) -> Found<String>? {
        setting.isSecret ? nil : found(setting)
    }

    /// The value of a setting that is one.
    package func secret(_ setting: Setting) -> Found<Secret>? {
        found(setting).map { Found(value: Secret($0.value), origin: $0.origin) }
    }

    /// Where the value of a setting comes from; `nil` when it has none.
    package func origin(of setting: Setting) -> SettingOrigin? {
        found(setting)?.origin
    }

    private func found(_ setting: Setting) -> Found<String>? {
        log.reading { reader.string(forKey: setting.key, isSecret: setting.isSecret) }
            .map { Found(value: $0.value, origin: origin(in: Layer(provider: $0.provider), of: setting)) }
    }

    private func origin(in layer: Layer, of setting: Setting) -> SettingOrigin {
        switch layer {
        case .flags: .flag(setting.flag ?? setting.rawValue)
        case .environment: .environment(setting.variable ?? setting.rawValue)
        case .project: .project(places[.project]?[setting] ?? "")
        case .user: .user(places[.user]?[setting] ?? "")
        }
    }

    private enum Layer: String, CaseIterable {
        case flags, environment, project, user

        /// The layer of a provider, by the name that the library gives it.
        init(provider: String) {
            self = Self.allCases.first { provider == "InMemoryProvider[\($0.rawValue)]" } ?? .environment
        }
    }

    private static func provider(_ layer: Layer, _ values: [Setting: String]) -> InMemoryProvider {
        InMemoryProvider(
            name: layer.rawValue,
            values: Dictionary(
                uniqueKeysWithValues: values.map { setting, text in
                    (AbsoluteConfigKey(setting.key), ConfigValue(.string(text), isSecret: setting.isSecret))
                }
            )
        )
    }
}

/// Told by the reader which provider a value came from.
private final class AccessLog: AccessReporter {
    private let last = Mutex<String?>(nil)

    func report(_ event: AccessEvent) {
        let provider = event.providerResults.first { (try? $0.result.get().value) != nil }?.providerName
        last.withLock { $0 = provider }
    }

    /// Reads one value, and gives it back with its provider.
    func reading(_ read: () -> String?) -> (value: String, provider: String)? {
        guard let value = read(), let provider = last.withLock({ $0 }) else { return nil }
        return (value, provider)
    }
}
