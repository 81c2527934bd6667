import ArgumentParser

/// `framectl runs`
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Looks into the record of runs, and goes on with one that was cut off.",
        discussion: """
            Example:
              framectl runs list
            """,
        subcommands: [RunsList.self, RunsShow.self, RunsResume.self, RunsVerify.self, RunsExport.self]
    )
}
