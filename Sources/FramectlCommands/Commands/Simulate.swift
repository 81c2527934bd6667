import ArgumentParser
import FrameOperations
import FrameSimulator

/// `framectl simulate`
struct Simulate: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve a simulated service on this machine, to rehearse against.",
        discussion: """
            Prints the settings that lead the other commands to it, ready to paste into another terminal, and serves until \
            Ctrl-C. Nothing real is touched; the credentials are made up.

            Example:
              framectl simulate --scenario classroom
            """
    )

    @OptionGroup var scenario: ScenarioOptions

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "port"))
    var port = 0

    var outputFormat: OutputFormat { .text }

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes a whole number from 0 to 65535.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let played = try scenario.load()
        let terminal = context.terminal
        return try await Rehearsal.with(played, seed: scenario.seed, port: port, time: context.time) { rehearsal in
            let settings = rehearsal.environment.map { "export \($0.name)=\($0.value)\n" }.joined()
            terminal.write(settings, to: .output)
            terminal.writeText(
                "Serving on 127.0.0.1:\(rehearsal.port). Paste the lines above elsewhere; Ctrl-C ends.\n"
            )
            let stop = StopSwitch()
            try await interruptibly(
                context.signals,
                first: { stop.stop() },
                again: { ProcessEnd.now(.interrupted) }
            ) { await stop.thrown() }
            return .success
        }
    }
}
