import ArgumentParser

/// `framectl accounts`
struct Accounts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "The accounts that the credential can see.",
        discussion: """
            Example:
              framectl accounts list
            """,
        subcommands: [AccountsList.self]
    )
}
