import ArgumentParser
import FrameAPI
import FrameOperations

/// `framectl sessions`
struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "List the active sessions of the account.",
        discussion: """
            Example:
              framectl sessions list
            """,
        subcommands: [SessionsList.self]
    )
}

/// `framectl sessions list`
struct SessionsList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the active sessions of the account, in pools of all kinds.",
        discussion: """
            Example:
              framectl sessions list --output jsonl
              framectl sessions list --pool "Room 3"
            """
    )

    @Option(
        help: ArgumentHelp("Only sessions in this pool, by name or id; repeatable.", valueName: "name-or-id"),
        completion: .pools
    )
    var pool: [String] = []
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    struct Row: JSONRow {
        let id: String?
        let poolID: String?
        let pool: String?
        let kind: String?

        enum CodingKeys: String, CodingKey {
            case id, pool, kind
            case poolID = "pool_id"
        }

        func write(to line: inout JSONLine) {
            line.add("id", id)
            line.add("kind", kind)
            line.add("pool", pool)
            line.add("pool_id", poolID)
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let snapshot = try await service.onAccount { account in
                let plane = AccountService(client: service.client, account: account)
                return try await Snapshot.take(from: plane, time: context.time)
            }
            let directory = PoolDirectory(snapshot.pools)
            let selected = try pool.isEmpty ? nil : directory.ids(ofPoolsNamed: pool)
            var names: [PoolID: String] = [:]
            for pool in directory.pools { if let id = pool.id { names[id] = pool.name } }
            let sessions = snapshot.sessions.filter { session in
                selected.map { session.poolID.map($0.contains) ?? false } ?? true
            }
            let rows = sessions.map { session in
                Row(
                    id: session.id?.value,
                    poolID: session.poolID?.value,
                    pool: session.poolID.flatMap { names[$0] },
                    kind: session.poolID.flatMap(directory.kind)
                )
            }
            let listing = Listing(
                schema: "framectl.sessions/1",
                name: "sessions",
                rows: rows,
                columns: [("Id", \.id), ("Pool id", \.poolID), ("Pool", \.pool), ("Kind", \.kind)],
                details: ["Pool id"]
            )
            listing.write(as: output.form, to: context.terminal)
            if let mark = snapshot.listing.truncation {
                context.terminal.writeText(
                    "The service says that its listing is not complete (\(mark)). There are more sessions.\n"
                )
            }
            return .success
        }
    }
}
