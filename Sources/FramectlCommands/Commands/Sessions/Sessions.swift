import ArgumentParser

/// `framectl sessions`
struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "The active sessions of the account.",
        discussion: """
            Example:
              framectl sessions list
            """,
        subcommands: [SessionsList.self]
    )
}
