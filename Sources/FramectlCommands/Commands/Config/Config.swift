import ArgumentParser

/// `framectl config`
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "The settings, and where they come from.",
        discussion: """
            Example:
              framectl config explain
            """,
        subcommands: [ConfigExplain.self]
    )
}
