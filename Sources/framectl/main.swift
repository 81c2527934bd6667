import FoundationEssentials
import FrameAPI
import FramectlCommands

let context = CommandContext(
    environment: ProcessInfo.processInfo.environment,
    terminal: ProcessTerminal(),
    time: .system,
    random: .system,
    signals: SignalInterruption()
)
let status = await CommandRunner.run(Array(CommandLine.arguments.dropFirst()), in: context)
ProcessEnd.now(status)
