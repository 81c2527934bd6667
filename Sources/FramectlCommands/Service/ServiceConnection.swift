import FrameAPI
import FrameOperations

/// The service, reached: a client over a transport that is shut down when the work is done.
struct ServiceConnection: Sendable {
    let client: FrameClient
    /// Keeps the pace of everything that is sent.
    let pacer: Pacer
    /// Where tasks run that are mostly requests.
    let executor: any TaskExecutor
    let settings: ConnectionSettings
    /// Where what goes on is drawn.
    let screen: LiveTerminal

    /// Connects, works, and closes the connections whatever happens. The work is given the context with a terminal that shows
    /// nothing of the credential.
    static func with<Value>(
        _ options: ConnectionOptions,
        in context: CommandContext,
        pace: RunSettings = RunSettings(),
        _ work: (ServiceConnection, CommandContext) async throws -> Value
    ) async throws -> Value {
        let settings = try ConnectionSettings(
            options,
            environment: context.environment,
            connections: pace.concurrency + 1
        )
        // What is wrong with the account is said before anything is sent.
        _ = try settings.accountIfSet
        let transport = try NIOTransport(settings: settings.transport)
        let screen = LiveTerminal(context.terminal)
        let pacer = Pacer(pace, time: context.time, random: context.random)
        let client = FrameClient(
            baseURL: settings.baseURL,
            credentials: settings.credentials,
            transport: transport,
            pacing: pacer,
            limits: RequestLimits(userAgent: "framectl/\(framectlVersion)"),
            time: context.time,
            random: context.random,
            onRetry: { notice in
                let wait = notice.wait >= .seconds(1) ? "in \(notice.wait.inWords)" : "now"
                screen.write("Asking again \(wait): \(notice.error.detail)\n", to: .talk)
            }
        )
        var context = context
        context.terminal = RedactingTerminal(terminal: screen, redactor: client.redactor)
        do {
            let service = ServiceConnection(
                client: client,
                pacer: pacer,
                executor: transport.executor,
                settings: settings,
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

    /// Looks the account up and takes stock of it.
    func survey(_ criteria: SelectionCriteria, time: TimeSource) async throws -> Plan {
        let account = try settings.account
        let subject = try await subject(of: account)
        let snapshot = try await Snapshot.take(from: AccountService(client: client, account: account), time: time)
        return try Plan(subject: subject, snapshot: snapshot, criteria: criteria)
    }

    /// The account's name is for people alone: where the service does not give it, the id stands in, and the listings decide
    /// whether the account is there.
    private func subject(of account: AccountID) async throws(FrameAPIError) -> PlanSubject {
        var name: String?
        do throws(FrameAPIError) {
            name = try await client.account(account).name
        } catch  where error.code == .notFound {
            name = nil
        }
        return PlanSubject(
            account: account,
            accountName: name,
            apiURL: client.baseURL.description,
            clientID: client.clientID
        )
    }
}
