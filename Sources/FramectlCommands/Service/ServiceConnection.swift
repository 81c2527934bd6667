import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording
import FrameWorkflows

/// A connection to the service: a client over a transport that is shut down when the work is done.
struct ServiceConnection: Sendable {
    /// The allowed access by the settings.
    private let access: ServiceAccess
    /// Keeps the pace of all requests.
    let pacer: Pacer
    /// The preferred executor of a task that mostly sends requests.
    let executor: (any TaskExecutor)?
    let settings: ConnectionSettings
    /// The protections, which no flag overrides.
    let protections: Protections
    /// Finds the account that the settings refer to.
    let lookup: AccountLookup
    /// The terminal for the live status.
    let screen: LiveTerminal

    /// The client for reading.
    var client: FrameReader { access.reader }

    /// The client for acting.
    ///
    /// - Throws: `protected`, when the profile is read-only: then there is none.
    func actingClient() throws(OperationsError) -> FrameClient { try access.actingClient() }

    /// Connects, runs the work, and closes the connections in any case. The work receives the context with a terminal for the live status.
    static func with<Value>(
        _ options: ConnectionOptions,
        in context: CommandContext,
        pace: RunSettings? = nil,
        retry: ReadRetry? = nil,
        _ work: (ServiceConnection, CommandContext) async throws -> Value
    ) async throws -> Value {
        try await with(flags: options.flags, in: context, pace: pace, retry: retry ?? options.retry(), work)
    }

    /// The same for settings without a command line.
    static func with<Value>(
        flags: [Setting: String],
        in context: CommandContext,
        pace: RunSettings? = nil,
        retry: ReadRetry,
        _ work: (ServiceConnection, CommandContext) async throws -> Value
    ) async throws -> Value {
        let (isPaced, pace) = (pace != nil, pace ?? RunSettings())
        try OpenFiles.reserve(connections: connections(pace.concurrency)) { fewer in
            let fitting = (1..<pace.concurrency).last { connections($0) <= fewer }
            return isPaced ? fitting.map { "lower --concurrency to \($0)" } : nil
        }
        let sources = try CommandSettings(flags: flags, in: context.settings)
        // Protections are parsed before a secret is read.
        let protections = try Protections(sources.protections)
        let settings = try await ConnectionSettings(sources, in: context.settings, connections: pace.concurrency + 1)
        for note in sources.notes(in: .commandLine) { context.terminal.writeText(note + "\n") }
        let transport = try NIOTransport(settings: settings.transport)
        let screen = LiveTerminal(context.terminal)
        var context = context
        context.terminal = screen
        let pacer = Pacer(pace, time: context.time, random: context.random)
        let news = RetryNews(time: context.time)
        let client = FrameClient(
            baseURL: settings.baseURL,
            credentials: settings.credentials,
            transport: transport,
            retry: retry,
            pacing: pacer,
            limits: RequestLimits(userAgent: "framectl/\(framectlVersion)"),
            time: context.time,
            random: context.random,
            onRetry: { notice in
                if let line = news.line(for: notice) { screen.writeText(line + "\n") }
            }
        )
        context.redaction.hide(client.redactor)
        do {
            let service = ServiceConnection(
                access: ServiceAccess(client, under: protections),
                pacer: pacer,
                executor: transport.executors.first,
                settings: settings,
                protections: protections,
                lookup: AccountLookup(settings.account, client: client.reader),
                screen: screen
            )
            let value = try await work(service, context)
            await transport.shutdown()
            return value
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    /// The same for the test of a credential: of all other settings only the service's address and the trusted authorities are used.
    static func with<Value>(
        clientID: String,
        secret: Secret,
        places: LayeredSettings,
        in context: CommandContext,
        retry: ReadRetry,
        _ work: (ServiceConnection, CommandContext) async throws -> Value
    ) async throws -> Value {
        var context = context
        context.workingFolder = nil
        for variable in Setting.allCases.compactMap(\.variable) { context.environment[variable] = nil }
        context.environment[Setting.clientSecret.variable ?? ""] = secret.text
        var flags: [Setting: String] = [.profile: ProfileName.none, .clientID: clientID]
        for setting in [Setting.apiURL, .caFile] { flags[setting] = places.text(setting)?.value }
        return try await with(flags: flags, in: context, retry: retry, work)
    }

    /// The number of connections for a number of requests in flight: one more for each of two event loops.
    static func connections(_ concurrency: Int) -> Int { 2 * (concurrency + 1) }

    /// The account, for commands that need one.
    ///
    /// - Throws: ``CommandError``: `missing-setting`, `unknown-account` or `ambiguous-account`; the error of the client.
    func serviceAccount() async throws -> ServiceAccount { serviceAccount(try await account()) }

    /// An account, with its actions.
    func serviceAccount(_ id: AccountID) -> ServiceAccount {
        ServiceAccount(
            id: id,
            reader: client,
            acting: access.actingClient,
            protections: protections,
            pacer: pacer,
            executor: executor,
            explain: { await unknownAccount(id, after: $0) }
        )
    }
}

extension ServiceConnection {
    /// The first message on the screen, before any request to the service.
    func announce(_ what: String, in context: CommandContext) {
        context.terminal.writeText("\(what) at \(client.baseURL) …\n")
    }
}
