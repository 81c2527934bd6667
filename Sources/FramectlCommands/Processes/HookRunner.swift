import FrameAPI
import FrameOperations
import FrameSettings
import Glibc
import Subprocess

/// Runs hooks: each in a session of its own, so that a Ctrl-C at the terminal does not reach it, and for a limited time.
struct HookRunner: Sendable {
    /// The environment, the clock, and the terminal that shows what a hook writes.
    let context: CommandContext
    /// The run that the hooks belong to.
    let runID: String
    /// How long a hook may take.
    let limit: Duration

    /// How long a hook that is told to end may take for it.
    private static let grace: Duration = .seconds(5)

    /// Runs one hook to its end.
    ///
    /// - Parameters:
    ///   - command: What to run.
    ///   - hook: The moment that it is.
    ///   - input: What it is given on standard input. Whether it reads it is its own affair.
    ///   - stop: Ends it before its time when thrown; `nil` where nothing may.
    /// - Returns: What became of it; never an error of its own.
    func run(
        _ command: HookCommand,
        as hook: Hook.Moment,
        input: String,
        unless stop: StopSwitch? = nil
    ) async -> HookEnd {
        // A hook that does not read its input must not end this process.
        signal(SIGPIPE, SIG_IGN)
        return stop?.isThrown == true ? .interrupted : await end(of: command, hook, Array(input.utf8), stop)
    }

    private func end(
        of command: HookCommand,
        _ hook: Hook.Moment,
        _ input: [UInt8],
        _ stop: StopSwitch?
    ) async -> HookEnd {
        let executable = HookExecutable(command)
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = Self.teardown
        do {
            let ended = try await Subprocess.run(
                executable.value,
                arguments: Arguments(Array(command.words.dropFirst())),
                environment: environment(for: hook),
                platformOptions: options,
                input: .inputWriter,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                await attend(execution, hook, input, stop)
            }
            if let early = ended.closureResult { return early }
            switch ended.terminationStatus {
            case .exited(let status): return .exited(Int(status))
            case .signaled(let signal): return .signalled(Int(signal))
            }
        } catch {
            return Task.isCancelled ? .interrupted : .notStarted(executable.reason(for: error))
        }
    }

    private static var teardown: [TeardownStep] {
        [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)]
    }

    private func environment(for hook: Hook.Moment) -> Environment {
        HookCommand.variables(
            context.environment,
            ["FRAMECTL_HOOK": hook.rawValue, "FRAMECTL_RUN_ID": runID],
            sharesSecret: true
        )
    }

    private typealias Running = Execution<CustomWriteInput, SequenceOutput, CombinedErrorOutput>

    private enum Step: Sendable {
        case ended
        case early(HookEnd)
        case nothing
    }

    /// Feeds a running hook, shows what it writes, and ends it when it must.
    ///
    /// - Returns: Why it was ended; `nil` when it ended by itself.
    private func attend(
        _ execution: Running,
        _ hook: Hook.Moment,
        _ input: [UInt8],
        _ stop: StopSwitch?
    ) async -> HookEnd? {
        await withTaskGroup(of: Step.self) { group in
            group.addTask {
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
                return .nothing
            }
            group.addTask {
                await show(execution, hook)
                while !execution.hasEnded, !Task.isCancelled { try? await context.time.sleep(.milliseconds(20)) }
                return .ended
            }
            group.addTask {
                try? await context.time.sleep(limit)
                return Task.isCancelled ? .nothing : .early(.timedOut(limit))
            }
            if let stop {
                group.addTask {
                    await stop.thrown()
                    return stop.isThrown ? .early(.interrupted) : .nothing
                }
            }
            defer { group.cancelAll() }
            for await step in group {
                switch step {
                case .ended: return nil
                case .early(let exit):
                    await execution.endGroup(using: Self.teardown)
                    return exit
                case .nothing: break
                }
            }
            return nil
        }
    }

    /// Shows what a hook and its children write until no one holds the pipe any more, or the hook itself has ended: what a child
    /// that it left behind still writes is not waited for.
    private func show(_ execution: Running, _ hook: Hook.Moment) async {
        var output = HookOutput(prefix: hook.rawValue, terminal: context.terminal, redaction: context.redaction)
        // Of what the hook itself wrote, no more can be unread at its end than a pipe holds.
        var unread = 1 << 20
        do {
            for try await part in execution.standardOutput {
                part.withUnsafeBytes { output.take($0) }
                if execution.hasEnded { unread -= part.count }
                if unread <= 0 { break }
            }
        } catch {
            // What cannot be read any more is not shown.
        }
        output.finish()
    }
}
