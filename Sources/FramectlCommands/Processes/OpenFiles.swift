import FoundationEssentials
import FrameAPI
import Glibc

/// How many files and connections the process may have open. A library that runs out of them in the middle of a close may end the process,
/// so the limit is settled before the first connection.
enum OpenFiles {
    /// The journal, standard streams of hooks, name resolution, certificates.
    private static let others = 48
    /// Standard streams, and files that the language runtime opens for any command.
    private static let fewest = 8

    /// Refuses a limit below the need of the language runtime, with the number that is sufficient for every command.
    static func requireFew() throws(CommandError) {
        try reserve(fewest, saying: fewest + needed(for: ServiceConnection.connections(PaceOptions.most)))
    }

    /// Raises the limit where necessary and allowed. It is not raised further, because child processes inherit it.
    ///
    /// - Parameters:
    ///   - connections: The maximum number of connections.
    ///   - alternative: The option for fewer connections, in place of a higher limit; `nil` for none.
    /// - Throws: ``CommandError`` with the code `too-few-files`, when the limit stays too low.
    static func reserve(
        connections: Int,
        or alternative: (_ connections: Int) -> String? = { _ in nil }
    ) throws(CommandError) {
        let needed = needed(for: connections)
        try reserve(needed, saying: needed) { limit in alternative(connections - (needed - limit)) }
    }

    /// An event loop has three, and there is one for each core.
    private static func needed(for connections: Int) -> Int {
        let inherited = (3..<1_024).count { fcntl($0, F_GETFD) != -1 }
        return inherited + others + 3 * ProcessInfo.processInfo.processorCount + connections
    }

    private static func reserve(
        _ needed: Int,
        saying enough: Int,
        or alternative: (_ limit: Int) -> String? = { _ in nil }
    ) throws(CommandError) {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
        limit.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        guard setrlimit(resource, &limit) == 0, limit.rlim_cur >= needed else {
            let other = alternative(Int(clamping: limit.rlim_max)).map { ", or \($0)" } ?? ""
            throw CommandError(
                .tooFewFiles,
                detail:
                    "this process may have \(limit.rlim_max) files and connections open (RLIMIT_NOFILE), and \(enough) are needed",
                remedy: "Nothing was sent. Raise the limit (ulimit -n \(enough), or LimitNOFILE= of the unit)\(other)"
            )
        }
    }
}
