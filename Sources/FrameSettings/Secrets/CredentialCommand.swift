import FrameAPI
import Glibc
import Subprocess

/// Runs a command that gives a secret away, or takes one to keep: in a session of its own, so that it has no terminal, and for a
/// limited time, without the client secret in its environment. What it prints is kept from everybody; what it says on standard error is for
/// people, and goes there. What it leaves behind holds nothing of this process's, and is not waited for.
package struct CredentialCommand: Sendable {
    /// The command and its arguments.
    package let command: HookCommand
    /// How long it may take.
    package let limit: Duration

    /// Makes one.
    package init(command: HookCommand, limit: Duration = Self.longest) {
        self.command = command
        self.limit = limit
    }

    /// Why it gave nothing away.
    package enum Problem: Error, Sendable, Equatable {
        /// It could not be started; `isMissing` when there is no such command.
        case notStarted(reason: String, isMissing: Bool)
        /// It took longer than this, and was ended.
        case late(Duration)
        case interrupted
        /// It printed more than a credential, and was ended.
        case tooMuch
        /// It ended with a status other than 0.
        case status(Int)
        /// A signal ended it.
        case signal(Int)

        /// The status that it ended with, if it ended by itself.
        package var status: Int? { if case .status(let status) = self { status } else { nil } }
    }

    /// How long whatever provides a secret may take.
    package static let longest: Duration = .seconds(60)
    private static let largest = 64 << 10
    /// How long a command that is told to end may take for it.
    private static let grace: Duration = .milliseconds(500)

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - input: What it is given on standard input.
    ///   - context: The environment and the clock.
    /// - Returns: What it printed.
    /// - Throws: ``Problem``, when it cannot be started, fails, prints too much or takes too long.
    package func run(input: String = "", in context: SettingsContext) async throws(Problem) -> [UInt8] {
        // A command that does not read its input must not end this process.
        signal(SIGPIPE, SIG_IGN)
        let executable = HookExecutable(command)
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = Self.teardown
        let end: End
        let status: TerminationStatus
        do {
            let ended = try await Subprocess.run(
                executable.value,
                arguments: Arguments(Array(command.words.dropFirst())),
                environment: HookCommand.variables(context.environment, sharesSecret: false),
                platformOptions: options,
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { execution in
                await attend(execution, Array(input.utf8), in: context)
            }
            (end, status) = (ended.closureResult, ended.terminationStatus)
        } catch {
            let isMissing = (error as? SubprocessError)?.code == .executableNotFound
            throw .notStarted(reason: executable.reason(for: error), isMissing: isMissing)
        }
        return try Self.judge(end, status, limit)
    }

    private static func judge(_ end: End, _ status: TerminationStatus, _ limit: Duration) throws(Problem) -> [UInt8] {
        switch (end, status) {
        case (.late, _): throw .late(limit)
        case (.interrupted, _): throw .interrupted
        case (.printed(let bytes), _) where bytes.count > largest:
            throw .tooMuch
        case (.printed, .exited(let status)) where status != 0:
            throw .status(Int(status))
        case (.printed, .signaled(let signal)): throw .signal(Int(signal))
        case (.printed(let bytes), _): return bytes
        }
    }

    private static var teardown: [TeardownStep] {
        [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)]
    }

    private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

    private enum End: Sendable {
        case printed([UInt8])
        case late
        case interrupted
    }

    private enum Step: Sendable {
        case fed
        case told
        case ended(End)
    }

    private func attend(_ execution: Running, _ input: [UInt8], in context: SettingsContext) async -> End {
        await withTaskGroup(of: Step.self) { group in
            group.addTask {
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
                return .fed
            }
            group.addTask {
                await Self.tell(execution, in: context)
                return .told
            }
            group.addTask { .ended(.printed(await Self.collect(execution, context.time))) }
            group.addTask {
                try? await context.time.sleep(limit)
                return .ended(.late)
            }
            defer { group.cancelAll() }
            var (printed, isTold): ([UInt8]?, Bool) = (nil, false)
            for await step in group {
                switch step {
                case .fed: continue
                case .told: isTold = true
                case .ended(.printed(let bytes)) where bytes.count <= Self.largest && !Task.isCancelled: printed = bytes
                case .ended(let end):
                    await execution.endGroup(using: Self.teardown)
                    return Task.isCancelled ? .interrupted : end
                }
                if let printed, isTold { return .printed(printed) }
            }
            return .interrupted
        }
    }

    /// Shows what the command says on standard error, as it comes.
    private static func tell(_ execution: Running, in context: SettingsContext) async {
        do {
            for try await part in execution.standardError {
                part.withUnsafeBytes { context.show(Array($0)) }
            }
        } catch {
            // What cannot be read any more is not shown.
        }
    }

    /// Collects what the command prints until it has ended, or has printed too much.
    private static func collect(_ execution: Running, _ time: TimeSource) async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in execution.standardOutput {
                part.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > largest { return bytes }
            }
        } catch {
            // What cannot be read any more is not there.
        }
        while !execution.hasEnded, !Task.isCancelled { try? await time.sleep(.milliseconds(20)) }
        return bytes
    }
}
