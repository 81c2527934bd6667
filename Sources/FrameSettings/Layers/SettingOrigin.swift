/// The origin of the value of a setting, the strongest first.
package enum SettingOrigin: Sendable, Equatable {
    /// A value of the front end: a flag of the command line.
    case flag(Setting)
    /// A variable of the environment.
    case environment(String)
    /// The file of the working folder, with the line.
    case project(String)
    /// The user's own files, with the line: the profile in use, or the file that names the default one.
    case user(String)

    /// A stable word for it.
    package var word: String {
        switch self {
        case .flag: "flag"
        case .environment: "environment"
        case .project: "project"
        case .user: "user"
        }
    }

    /// Its rank by strength, from 0 for the strongest.
    package var rank: Int {
        switch self {
        case .flag: 0
        case .environment: 1
        case .project: 2
        case .user: 3
        }
    }
}

/// A value with its origin.
package struct Found<Value: Sendable>: Sendable {
    package let value: Value
    package let origin: SettingOrigin

    /// Makes a value with its origin.
    package init(value: Value, origin: SettingOrigin) {
        self.value = value
        self.origin = origin
    }
}
