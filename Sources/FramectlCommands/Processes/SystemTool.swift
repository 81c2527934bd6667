import FrameAPI
import FrameSettings
import Subprocess

/// A command of the system that an installation needs.
struct SystemTool: Sendable {
    let name: String
    let context: CommandContext

    /// What came of it.
    struct Result: Sendable, Equatable {
        /// The exit status; 128 and more for a signal.
        let status: Int
        let bytes: [UInt8]
        let talk: String

        /// What it printed, as a text.
        var output: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// None takes as long.
    private static let limit: Duration = .seconds(30)
    private static let mostOutput = 4 << 20

    /// Where commands are looked for.
    static func folders(_ environment: [String: String]) -> [String] {
        (environment["PATH"] ?? "/usr/bin:/bin").parts(between: ":").filter { $0.begins(with: "/") }
    }

    /// Runs it to its end, with words in plain English.
    ///
    /// - Parameters:
    ///   - arguments: What it is told.
    ///   - input: What it is given on standard input.
    /// - Returns: What came of it.
    /// - Throws: `schedule-not-installed`, when it is not there or does not end.
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await execute(arguments, input) }
            group.addTask {
                try await context.time.sleep(Self.limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() ?? nil else {
                throw failure("did not end within \(Self.limit.components.seconds) seconds")
            }
            return result
        }
    }

    private func execute(_ arguments: [String], _ input: [UInt8]) async throws -> Result {
        do {
            let ended = try await Subprocess.run(
                .name(name),
                arguments: Arguments(arguments),
                environment: HookCommand.variables(context.environment, ["LC_ALL": "C"], sharesSecret: false),
                input: .array(input),
                output: .bytes(limit: Self.mostOutput),
                error: .string(limit: Self.mostOutput)
            )
            let status =
                switch ended.terminationStatus {
                case .exited(let status): Int(status)
                case .signaled(let signal): 128 + Int(signal)
                }
            return Result(status: status, bytes: ended.standardOutput, talk: ended.standardError)
        } catch let error as SubprocessError {
            throw failure(error.code == .executableNotFound ? "is not on this machine" : error.description)
        }
    }

    private func failure(_ why: String) -> CommandError {
        CommandError(
            .scheduleNotInstalled,
            detail: "\(name) \(why)",
            remedy: "Leave --install out and put the files in their place by hand, or name another form with --as"
        )
    }
}
