import ArgumentParser
import FrameAPI
import FrameOperations
import FrameWorkflows

/// `framectl wait-empty`
struct WaitEmpty: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait-empty",
        abstract: "Wait until no session is left. Read-only.",
        discussion: """
            The gate before machines are taken down: ends with 0 once two listings in a row show no session in scope and those \
            that were there before are confirmed to be gone, and with 3 when that is not so by the deadline. Closes nothing \
            and sends nothing but GET.

            Sessions listed without a usable id, pool or kind are named and keep the gate shut; --ignore-unknown says how many \
            of them may be left. A listing that may be truncated is never taken for complete.

            Examples:
              framectl wait-empty
              framectl wait-empty --pool Theatre --deadline 2h && ./take-down.sh
            """
    )

    /// The possible forms of the verdict.
    enum Form: String, CaseIterable, ExpressibleByArgument, Sendable {
        case text, json
    }

    @OptionGroup(title: "Which sessions") var selection: SelectionOptions
    @Option(
        help: ArgumentHelp(
            "How long to wait, such as 90s or 2h. An empty listing at its end is confirmed by a second one, 5s later.",
            valueName: "duration"
        )
    )
    var deadline = DurationArgument(.seconds(1_800))
    @Option(
        help: ArgumentHelp(
            "Let up to this many sessions pass that are listed without a usable id, pool or kind.",
            valueName: "n"
        )
    )
    var ignoreUnknown = 0
    @Option(help: ArgumentHelp("How to print the verdict: text, json (one document).", valueName: "format"))
    var output = Form.text
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output == .json ? .json : .text }

    func validate() throws {
        guard ignoreUnknown >= 0 else { throw ValidationError("--ignore-unknown takes a whole number from 0.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let account = try await service.serviceAccount()
            let request = WaitWorkflow.Request(
                try await selection.criteria(from: context.terminal),
                tolerance: EmptyTolerance(unknown: ignoreUnknown, notFound: selection.ignoreNotFound),
                deadline: deadline.duration
            )
            service.announce("Waiting for the last session", in: context)
            let interruption = RunInterruption(context: context)
            let view = WaitView(deadline: deadline.duration, screen: service.screen, context: context)
            let workflow = WaitWorkflow(request, on: account, time: context.time, random: context.random)
            let result = try await interruption.guarding {
                try await view.show { try await workflow.run(until: interruption.stop) { view.observe($0) } }
            }
            let document = WaitDocument(result, account: account.id, apiURL: service.client.baseURL.description)
            document.write(as: output, of: result, style: Style(context, on: .output), to: context.terminal)
            if case .failed(let error) = result.verdict { context.terminal.writeText(Failure(error).words) }
            return ExitStatus(result.verdict)
        }
    }
}

extension ExitStatus {
    /// The status for the end of a wait.
    init(_ verdict: EmptyVerdict) {
        self =
            switch verdict {
            case .empty: .success
            case .notEmpty, .unverified, .mayBeTruncated, .stale, .unknown, .notFound: .incomplete
            case .interrupted: .interrupted
            case .failed(let error): error.exitStatus
            }
    }
}
