package import ArgumentParser

/// The command tree.
package struct Framectl: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "framectl",
        abstract: "Close the active sessions of a Frame account, and verify that they are closed.",
        discussion: """
            Reading is the default: plan, list and doctor change nothing. Only close, apply and runs resume close sessions, only in \
            pools of kind production unless you name others, and only those that you confirmed.

            Examples:
              framectl demo         try it, without an account
              framectl init         set it up
              framectl plan         see what would be closed
              framectl close        close it
              framectl runs show    know what happened

            Settings come from flags, the environment (FRAME_CLIENT_ID, FRAME_CLIENT_SECRET_FILE or FRAME_CLIENT_SECRET, \
            FRAME_ACCOUNT_ID, FRAME_API_URL, FRAME_PROFILE), .framectl.yaml in this folder or one above it, or a profile.

            More help: framectl help \(HelpTopic.allCases.map(\.rawValue).joined(separator: " | "))
            """,
        version: framectlVersion,
        subcommands: [
            Demo.self, Init.self, PlanCommand.self, Close.self, Apply.self, WaitEmpty.self, Schedule.self, Runs.self,
            Pools.self, Sessions.self, Accounts.self, Profiles.self, CredentialGroup.self, Config.self, Doctor.self,
            API.self, Simulate.self, Completion.self, Version.self,
        ]
    )

    package init() {}
}

/// A command that runs in a given context and returns the exit status of the process.
package protocol ContextualCommand: AsyncParsableCommand {
    /// Runs the command.
    func run(in context: CommandContext) async throws -> ExitStatus
    /// The requested output format, so that an error has the same form.
    var outputFormat: OutputFormat { get }
}

/// The version of the tool.
package let framectlVersion = "0.1.0"
