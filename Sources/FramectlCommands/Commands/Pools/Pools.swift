import ArgumentParser

/// `framectl pools`
struct Pools: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pools",
        abstract: "The pools of the account.",
        discussion: """
            Example:
              framectl pools list
            """,
        subcommands: [PoolsList.self]
    )
}
