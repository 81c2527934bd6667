import ArgumentParser
import FrameAPI
import FrameOperations
import FrameSettings
import HTTPTypes

/// `framectl api`
struct API: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send one signed request, for endpoints without a command.",
        discussion: """
            The path is relative to the base URL. Anything but GET and HEAD acts on the service: at a terminal it is asked for, \
            a script passes --yes.

            Examples:
              framectl api GET /accounts/
              framectl api POST /accounts/ID/publish --yes
            """
    )

    @Argument(help: "The method, such as GET.", completion: .list(["GET", "POST", "PUT", "DELETE"]))
    var method: String

    @Argument(help: "The path below the base URL, such as /accounts/ID/pools.")
    var path: String

    @Option(help: ArgumentHelp("JSON to send, or - for standard input.", valueName: "json"))
    var body: String?

    @Flag(help: "Send it without a question, even if it acts.")
    var yes = false

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let method = HTTPRequest.Method(method.uppercased()) else {
            throw CommandError(
                .invalidInput,
                detail: "“\(method)” is not a method",
                remedy: "Use GET, POST, PUT or DELETE"
            )
        }
        return try await ServiceConnection.with(connection, in: context) { service, context in
            let answer = try await send(method, on: service, in: context)
            context.terminal.writeData(answer.body)
            // A pipe gets exactly the received bytes; at a terminal the next line begins on a new line.
            let isWhole = answer.body.last.map { $0 == UInt8(ascii: "\n") } ?? true
            if !isWhole, context.terminal.isInteractive(.output) { context.terminal.write("\n", to: .output) }
            if answer.isExcerpt {
                context.terminal.writeText("Truncated: the answer is longer than what is shown.\n")
            }
            context.terminal.writeText("\(answer.status)\n")
            return .success
        }
    }

    private func send(
        _ method: HTTPRequest.Method,
        on service: ServiceConnection,
        in context: CommandContext
    ) async throws -> RawAnswer {
        if body == nil, let method = ReadMethod(method) { return try await service.client.read(path, method: method) }
        let client = try service.actingClient()
        if ReadMethod(method) == nil { try service.protections.admitRawRequest() }
        try await agree(to: method, in: context)
        return try await client.send(method, path: path, body: try await content(in: context))
    }

    private func agree(to method: HTTPRequest.Method, in context: CommandContext) async throws {
        guard ReadMethod(method) == nil, !yes else { return }
        let phrase = "\(method.rawValue) \(Excerpt.of(path, limit: 300))"
        guard context.terminal.isInteractive(.input), context.terminal.isInteractive(.talk), body != "-" else {
            throw CommandError(
                .consentMissing,
                detail: "\(phrase) acts on the service, and there is no terminal for the question",
                remedy: "If it is meant, run it again with --yes; nothing was sent"
            )
        }
        context.terminal.writeText("This acts on the service. To send it, type: \(phrase)\n> ")
        guard await context.terminal.readLine() == phrase else {
            throw CommandError(
                .consentRefused,
                detail: "the confirmation did not match",
                remedy: "Nothing was sent"
            )
        }
    }

    private func content(in context: CommandContext) async throws -> [UInt8]? {
        guard let body else { return nil }
        guard body == "-" else { return Array(body.utf8) }
        var lines: [String] = []
        while let line = await context.terminal.readLine() { lines.append(line) }
        return Array(lines.joined(separator: "\n").utf8)
    }
}

extension ReadMethod {
    /// A reading method of a command line; `nil` for an acting one.
    fileprivate init?(_ method: HTTPRequest.Method) {
        switch method {
        case .get: self = .get
        case .head: self = .head
        default: return nil
        }
    }
}
