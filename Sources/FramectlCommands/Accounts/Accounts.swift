import ArgumentParser

/// `framectl accounts`
struct Accounts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The accounts that the credential can see.",
        subcommands: [AccountsList.self]
    )
}
