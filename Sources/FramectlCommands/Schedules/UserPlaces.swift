import FrameAPI

/// The paths of a user's files, by the XDG base directory specification.
struct UserPlaces: Sendable, Equatable {
    let home: String
    let configuration: String
    let state: String

    /// Determines them.
    ///
    /// - Parameter environment: The environment variables.
    /// - Throws: `missing-setting`, when `HOME` names no folder.
    init(_ environment: [String: String]) throws(CommandError) {
        func folder(_ name: String) -> String? {
            environment[name].flatMap { path in
                path.begins(with: "/") ? FolderPath.plain(path) : nil
            }
        }
        guard let home = folder("HOME") else {
            throw CommandError(.missingSetting, detail: "HOME names no folder", remedy: "Set HOME to your home folder")
        }
        self.home = home
        configuration = folder("XDG_CONFIG_HOME") ?? "\(home)/.config"
        state = folder("XDG_STATE_HOME") ?? "\(home)/.local/state"
    }
}
