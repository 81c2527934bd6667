import FrameOperations
import FrameSettings
import Synchronization

/// Runs hooks: each in a session of its own, so that a Ctrl-C at the terminal does not reach it, and for a limited time.
struct HookRunner: Sendable {
    /// The environment, the clock, and the terminal that shows the output of a hook.
    let context: CommandContext
    /// The run of the hooks.
    let runID: String
    /// How long a hook may take.
    let limit: Duration

    /// Runs one hook to its end.
    ///
    /// - Parameters:
    ///   - command: The command.
    ///   - hook: The moment of the hook.
    ///   - input: Its standard input, which it may ignore.
    ///   - stop: Ends it early when triggered; `nil` where nothing may.
    /// - Returns: Its end; never an error.
    func run(
        _ command: HookCommand,
        as hook: Hook.Moment,
        input: String,
        unless stop: StopSwitch? = nil
    ) async -> HookEnd {
        guard stop?.isThrown != true else { return .interrupted }
        let own = ["FRAMECTL_HOOK": hook.rawValue, "FRAMECTL_RUN_ID": runID]
        let environment = context.environment.merging(own) { $1 }
        var process = ChildProcess(command.words, environment: environment, limit: limit, on: context.time)
        process.input = Array(input.utf8)
        process.sharesSecret = true
        process.grace = .seconds(5)
        let shown = Mutex(
            HookOutput(prefix: hook.rawValue, terminal: context.terminal, redaction: context.redaction)
        )
        let end = await process.run(
            output: { part in
                shown.withLock { $0.take(part) }
                return true
            },
            unless: stop?.thrown
        )
        shown.withLock { $0.finish() }
        return HookEnd(end)
    }
}

extension HookEnd {
    fileprivate init(_ end: ChildProcess.End) {
        self =
            switch end {
            case .exited(let status): .exited(status)
            case .signalled(let signal): .signalled(signal)
            case .notStarted(let reason, _): .notStarted(reason)
            case .timedOut(let limit): .timedOut(limit)
            case .stopped, .tooMuchOutput: .interrupted
            }
    }
}
