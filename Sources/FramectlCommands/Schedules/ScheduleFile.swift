/// A file that a schedule consists of.
struct ScheduleFile: Sendable, Equatable {
    /// Where it belongs.
    let path: String
    let content: String

    /// What tells a file of ours from others of the same name.
    static let mark = "# Written by framectl schedule. To change it, run that again."

    /// The file under its name, as `systemctl cat` shows one.
    var shown: String { "# \(path)\n\(content)" }
}
