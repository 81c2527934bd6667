/// Where the value of a setting comes from, the strongest first.
enum SettingOrigin: Sendable, Equatable {
    /// A flag of the command line.
    case flag(String)
    /// A variable of the environment.
    case environment(String)
    /// The file of the folder that one works in, with the line.
    case project(String)
    /// The user's own files, with the line: the profile in use, or which one that is.
    case user(String)

    /// A stable word for it.
    var word: String {
        switch self {
        case .flag: "flag"
        case .environment: "environment"
        case .project: "project"
        case .user: "user"
        }
    }

    /// The same for people: the flag, the variable, or the line of a file.
    var words: String {
        switch self {
        case .flag(let name), .environment(let name), .project(let name), .user(let name): name
        }
    }

    /// Its place in the order of strength, from 0 for the strongest.
    var rank: Int {
        switch self {
        case .flag: 0
        case .environment: 1
        case .project: 2
        case .user: 3
        }
    }
}

/// A value with where it comes from.
struct Found<Value: Sendable>: Sendable {
    let value: Value
    let origin: SettingOrigin
}
