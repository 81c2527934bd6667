import ArgumentParser
import FrameAPI

/// `framectl accounts`
struct Accounts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "List the accounts that the credential can see.",
        discussion: """
            Example:
              framectl accounts list
            """,
        subcommands: [AccountsList.self]
    )
}

/// `framectl accounts list`
struct AccountsList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts that the credential can see.",
        discussion: """
            Example:
              framectl accounts list
            """
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    private struct Row: Encodable {
        let id: String
        let name: String?
        let active: Bool?
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let accounts = try await service.client.accounts()
            let listing = Listing(
                schema: "framectl.accounts/1",
                name: "accounts",
                rows: accounts.map { Row(id: $0.id.value, name: $0.name, active: $0.isActive) },
                columns: [("Id", \.id), ("Name", \.name), ("Active", { $0.active.map { $0 ? "yes" : "no" } })],
                details: ["Id"]
            )
            listing.write(as: output.form, to: context.terminal)
            return .success
        }
    }
}
