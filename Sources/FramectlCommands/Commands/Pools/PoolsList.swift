import ArgumentParser
import FrameAPI

/// `framectl pools`
struct Pools: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pools",
        abstract: "List the pools of the account.",
        discussion: """
            Example:
              framectl pools list
            """,
        subcommands: [PoolsList.self]
    )
}

/// `framectl pools list`
struct PoolsList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the pools of the account, all kinds.",
        discussion: """
            Example:
              framectl pools list --output csv
            """
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    private struct Row: Encodable {
        let id: String?
        let name: String?
        let kind: String?
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let pools = try await service.onAccount { try await service.client.pools(of: $0) }
            let listing = Listing(
                schema: "framectl.pools/1",
                name: "pools",
                rows: pools.map { Row(id: $0.id?.value, name: $0.name, kind: $0.kind) },
                columns: [("Id", \.id), ("Name", \.name), ("Kind", \.kind)],
                details: ["Id"]
            )
            listing.write(as: output.form, to: context.terminal)
            return .success
        }
    }
}
