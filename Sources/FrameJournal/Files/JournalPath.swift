import FrameAPI
package import FrameOperations
import Glibc

/// The path of the journal.
package enum JournalPath {
    /// The default path: `framectl/journal.sqlite` in `XDG_STATE_HOME`, or else in `~/.local/state`. As in the XDG base directory
    /// specification, a relative `XDG_STATE_HOME` is ignored.
    ///
    /// - Parameter environment: The environment variables.
    /// - Returns: An absolute path.
    /// - Throws: `journal-unavailable`, when neither `XDG_STATE_HOME` nor `HOME` can be used.
    package static func standard(environment: [String: String]) throws(JournalError) -> String {
        if let state = environment["XDG_STATE_HOME"], state.begins(with: "/") { return joined(state, "framectl") }
        if let home = environment["HOME"], home.begins(with: "/") { return joined(home, ".local/state/framectl") }
        throw JournalError(
            .unavailable,
            detail: "no place for the journal: neither XDG_STATE_HOME nor HOME names a folder",
            remedy: "Name a file for it with --journal"
        )
    }

    private static func joined(_ base: String, _ folder: String) -> String {
        "\(base == "/" ? "" : FolderPath.plain(base))/\(folder)/journal.sqlite"
    }

    /// The same path as an absolute one, so that SQLite takes it for nothing but a path.
    static func absolute(_ path: String) throws(JournalError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .unavailable(path, "not a path") }
        guard !path.begins(with: "/") else { return path }
        guard let folder = getcwd(nil, 0) else { throw .system("no working folder", path, errno: errno) }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// SQLite's file of committed data that is not in the journal yet.
    static func log(of journal: String) -> String { journal + "-wal" }

    /// The file whose locked bytes say which runs are alive.
    static func locks(of journal: String) -> String { journal + "-locks" }

    /// The file that reserves disk space for a run.
    static func reserve(of journal: String, run: String) -> String { "\(journal)-reserve-\(run)" }
}
