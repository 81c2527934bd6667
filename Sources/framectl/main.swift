import FoundationEssentials
import FrameAPI
import FramectlCommands

ProcessNeeds.require()
ProcessMemory.keepPrivate()
let terminal = ProcessTerminal()
let context = CommandContext(
    environment: ProcessInfo.processInfo.environment,
    workingFolder: FileManager.default.currentDirectoryPath,
    terminal: terminal,
    time: .system,
    random: .system,
    signals: SignalInterruption()
)
let status = await CommandRunner.run(Array(CommandLine.arguments.dropFirst()), in: context)
terminal.finish()
if let reason = terminal.lostOutput {
    terminal.write("framectl: the output could not be written: \(reason)\n", to: .talk)
    terminal.finish()
    ProcessEnd.now(status == .success ? .unexpected : status)
}
ProcessEnd.now(status)
