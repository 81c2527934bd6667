import ArgumentParser
import FrameSimulator

/// `framectl demo`
struct Demo: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run the whole job against a built-in simulated service; nothing to configure.",
        discussion: """
            Starts a simulated service on this machine and runs the real commands against it over HTTP, each printed \
            before its output. Ends with 0 only if everything in scope is confirmed to be gone.

            Example:
              framectl demo
            """
    )

    @OptionGroup var scenario: ScenarioOptions

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let played = try scenario.load()
        return try await Rehearsal.with(played, seed: scenario.seed, time: context.time) { rehearsal in
            try await TemporaryFolder.with(environment: context.environment) { folder in
                try await DemoTour(rehearsal: rehearsal, journal: folder + "/journal.sqlite", context: context).take()
            }
        }
    }
}
