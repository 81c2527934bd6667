import ArgumentParser
import FrameAPI
import FrameOperations

/// The selection of sessions. Without any of these: every session of the production pools.
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
        completion: .sessions,
        transform: { $0 == "-" ? $0 : try SessionWord.id(in: $0).value }
    )
    var session: [String] = []

    @Option(
        help: ArgumentHelp("Exclude this pool, by name or id; repeatable.", valueName: "name-or-id"),
        completion: .pools
    )
    var excludePool: [String] = []

    @Option(
        help: ArgumentHelp("Exclude this session; repeatable.", valueName: "id"),
        completion: .sessions,
        transform: { text in
            guard text != "-" else { throw ArgumentProblem("only --session reads ids from standard input") }
            return try SessionWord.id(in: text).value
        }
    )
    var excludeSession: [String] = []

    @Flag(help: "Do not fail when a session that --session names is not found.")
    var ignoreNotFound = false

    func validate() throws {
        for (name, values) in [
            ("--pool", pool), ("--kind", kind), ("--exclude-pool", excludePool),
        ] where values.contains(where: \.isBlank) {
            throw ValidationError("\(name) is empty. Leave it out, or name what is meant.")
        }
    }

    /// The selection criteria; reads the ids of `--session -`.
    func criteria(from terminal: any Terminal) async throws -> SelectionCriteria {
        var criteria = SelectionCriteria(
            pools: pool,
            sessions: session.isEmpty ? nil : Set(session.filter { $0 != "-" }.map { SessionID($0) }),
            excludedPools: excludePool,
            excludedSessions: Set(excludeSession.map { SessionID($0) })
        )
        if !kind.isEmpty { criteria.kinds = kind }
        if session.contains("-") { criteria.sessions?.formUnion(try await SessionWord.ids(from: terminal)) }
        return criteria
    }
}
