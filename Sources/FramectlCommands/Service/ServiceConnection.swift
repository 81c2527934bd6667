import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording
import FrameWorkflows

/// The service, reached: a client over a transport that is shut down when the work is done.
struct ServiceConnection: Sendable {
    /// What the settings allow to be done.
    private let access: ServiceAccess
    /// Keeps the pace of everything that is sent.
    let pacer: Pacer
    /// Where a task runs that is mostly requests.
    let executor: (any TaskExecutor)?
    let settings: ConnectionSettings
    /// What must not be closed, whatever the flags say.
    let protections: Protections
    /// Finds the account that the settings refer to.
    let lookup: AccountLookup
    /// Where what goes on is drawn.
    let screen: LiveTerminal

    /// The client to ask with.
    var client: FrameReader { access.reader }

    /// The client to act with.
    ///
    /// - Throws: `protected`, when the profile reads only: then there is none.
    func actingClient() throws(OperationsError) -> FrameClient { try access.actingClient() }

    /// Connects, works, and closes the connections whatever happens. The work is given the context with a screen that can be drawn on.
    static func with<Value>(
        _ options: ConnectionOptions,
        in context: CommandContext,
        pace: RunSettings? = nil,
        retry: ReadRetry? = nil,
        _ work: (ServiceConnection, CommandContext) async throws -> Value
    ) async throws -> Value {
        try await with(flags: options.flags, in: context, pace: pace, retry: retry ?? options.retry(), work)
    }

    /// The same for settings that no command line holds.
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
        // What protects is understood before a secret is read.
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

    /// The same for a credential that is to be tried out: of all other settings only the places count, the service's address and the
    /// authorities to trust.
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

    /// How many connections there are when so many requests are under way: for each of two event loops one more.
    static func connections(_ concurrency: Int) -> Int { 2 * (concurrency + 1) }

    /// The account, for commands that need one.
    ///
    /// - Throws: ``CommandError``: `missing-setting`, `unknown-account` or `ambiguous-account`; what the client throws.
    func serviceAccount() async throws -> ServiceAccount { serviceAccount(try await account()) }

    /// An account, with what can be done to it.
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
    /// The first word on the screen, before anything is asked of the service.
    func announce(_ what: String, in context: CommandContext) {
        context.terminal.writeText("\(what) at \(client.baseURL) …\n")
    }
}
