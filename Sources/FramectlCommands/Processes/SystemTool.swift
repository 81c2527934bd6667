import FrameAPI
import FrameSettings

/// A command of the system that an installation needs.
struct SystemTool: Sendable {
    let name: String
    let context: CommandContext

    /// The result.
    struct Result: Sendable, Equatable {
        /// The exit status; 128 and more for a signal.
        let status: Int
        let bytes: [UInt8]
        let talk: String

        /// Its standard output, as a text.
        var output: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The maximum time; none takes as long.
    private static let limit: Duration = .seconds(30)
    private static let mostOutput = 4 << 20

    /// The folders that are searched for commands.
    static func folders(_ environment: [String: String]) -> [String] {
        (environment["PATH"] ?? "/usr/bin:/bin").parts(between: ":").filter { $0.begins(with: "/") }
    }

    /// Runs it to its end, with messages in plain English.
    ///
    /// - Parameters:
    ///   - arguments: Its arguments.
    ///   - input: Its standard input.
    /// - Returns: The result.
    /// - Throws: `schedule-not-installed`, when it does not exist or does not end.
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> Result {
        let environment = context.environment.merging(["LC_ALL": "C"]) { $1 }
        var process = ChildProcess([name] + arguments, environment: environment, limit: Self.limit, on: context.time)
        process.input = input
        // A truncated crontab must not be taken for a complete one: a Ctrl-C ends the tool, too.
        process.hasOwnSession = false
        let output = CollectedOutput(limit: Self.mostOutput)
        let talk = CollectedOutput(limit: Self.mostOutput)
        let status =
            switch await process.run(output: output.take, errors: talk.take) {
            case .exited(let status): status
            case .signalled(let signal): 128 + signal
            case .notStarted(_, isMissing: true): throw failure("is not on this machine")
            case .notStarted(let reason, _): throw failure("could not be started: \(reason)")
            case .timedOut(let limit): throw failure("did not end within \(limit.components.seconds) seconds")
            case .tooMuchOutput: throw failure("wrote more than was wanted")
            case .stopped: throw CancellationError()
            }
        return Result(status: status, bytes: output.bytes, talk: String(decoding: talk.bytes, as: UTF8.self))
    }

    private func failure(_ why: String) -> CommandError {
        CommandError(
            .scheduleNotInstalled,
            detail: "\(name) \(why)",
            remedy: "Leave --install out and put the files in their place by hand, or name another form with --as"
        )
    }
}
