import ArgumentParser
import FrameAPI
import FrameOperations

/// Which sessions are meant. Without any of these: every session of the production pools.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only this pool, by name or id; repeatable. Narrows, never widens.",
            valueName: "name-or-id"
        ),
        completion: .pools
    )
    var pool: [String] = []

    @Option(
        help: ArgumentHelp("Pools of this kind instead of production; repeatable.", valueName: "kind"),
        completion: .kinds
    )
    var kind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only this session; repeatable; - reads ids from standard input, one a line. Narrows, never widens.",
            valueName: "id"
        ),
        completion: .sessions
    )
    var session: [String] = []

    @Option(
        help: ArgumentHelp("Spare this pool, by name or id; repeatable.", valueName: "name-or-id"),
        completion: .pools
    )
    var excludePool: [String] = []

    @Option(help: ArgumentHelp("Spare this session; repeatable.", valueName: "id"), completion: .sessions)
    var excludeSession: [String] = []

    @Flag(help: "Do not fail when a session that --session names is not found.")
    var ignoreNotFound = false

    func validate() throws {
        for (name, values) in [
            ("--pool", pool), ("--kind", kind), ("--session", session), ("--exclude-pool", excludePool),
            ("--exclude-session", excludeSession),
        ] where values.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            throw ValidationError("\(name) is empty. Leave it out, or name what is meant.")
        }
    }

    /// What was asked for; reads the ids of `--session -`.
    func criteria(from terminal: any Terminal) async throws -> SelectionCriteria {
        var criteria = SelectionCriteria(
            pools: pool,
            sessions: session.isEmpty ? nil : Set(session.filter { $0 != "-" }.map { SessionID($0) }),
            excludedPools: excludePool,
            excludedSessions: Set(excludeSession.map { SessionID($0) })
        )
        if !kind.isEmpty { criteria.kinds = kind }
        if session.contains("-") {
            let ids = await Self.ids(from: terminal)
            guard !ids.isEmpty else {
                throw CommandError(
                    .invalidInput,
                    detail: "--session - found no session id on standard input",
                    remedy: "Pipe ids in, one a line; nothing was closed"
                )
            }
            criteria.sessions?.formUnion(ids)
        }
        for id in (criteria.sessions ?? []).union(criteria.excludedSessions) where !Self.isPlausible(id) {
            throw CommandError(
                .invalidInput,
                detail: "“\(Excerpt.of(id.value, limit: 120))” is no session id",
                remedy: "Name one id at a time, like gateway-prod.KR5LDopQG8MzV136; nothing was closed"
            )
        }
        return criteria
    }

    /// Ids are opaque, but none holds what separates ids, or what cannot be sent.
    private static func isPlausible(_ id: SessionID) -> Bool {
        id.isSendable && !id.value.contains { $0.isWhitespace || $0 == "," || $0 == ";" }
    }

    private static func ids(from terminal: any Terminal) async -> [SessionID] {
        var ids: [SessionID] = []
        while let line = await terminal.readLine() {
            let words = line.split(whereSeparator: \.isWhitespace)
            ids += words.map { SessionID(String($0)) }
        }
        return ids
    }
}
