import ArgumentParser

/// `framectl config`
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The settings, and where they come from.",
        subcommands: [ConfigExplain.self]
    )
}
