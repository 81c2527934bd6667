import FoundationEssentials
import FrameAPI
import Glibc

/// How many files and connections the process may have open. What runs out of them in the middle of a close cannot go on, and not every
/// library survives that, so it is settled before the first connection.
package enum OpenFiles {
    /// The journal, standard streams of hooks, name resolution, certificates.
    private static let others = 48
    /// Standard streams, and what the runtime of the language opens for any command.
    private static let fewest = 8

    /// Ends the process where not even the runtime could work.
    package static func requireFew() {
        do {
            try reserve(fewest, remedy: "")
        } catch {
            ProcessEnd.now(error.exitStatus, saying: Failure(error).words)
        }
    }

    /// Raises the limit where that is needed and allowed. It is raised no further: commands that are started from here have the same.
    ///
    /// - Parameter connections: How many connections there will be at most.
    /// - Throws: ``CommandError`` with the code `too-few-files`, when the limit stays too low.
    static func reserve(connections: Int) throws(CommandError) {
        let inherited = (3..<1_024).count { fcntl($0, F_GETFD) != -1 }
        // An event loop has three, and there is one for each core.
        try reserve(
            inherited + others + 3 * ProcessInfo.processInfo.processorCount + connections,
            remedy: ", or lower --concurrency; nothing was sent"
        )
    }

    private static func reserve(_ needed: Int, remedy: String) throws(CommandError) {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
        limit.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        guard setrlimit(resource, &limit) == 0, limit.rlim_cur >= needed else {
            throw CommandError(
                .tooFewFiles,
                detail:
                    "this process may have \(limit.rlim_max) files and connections open (RLIMIT_NOFILE), and \(needed) are needed",
                remedy: "Raise the limit (ulimit -n \(needed), or LimitNOFILE= of the unit)\(remedy)"
            )
        }
    }
}
