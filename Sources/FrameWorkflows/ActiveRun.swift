import FrameAPI
package import FrameOperations

/// A run that has begun, or is resumed: its claim is held until ``run(_:)`` returns, or ``abandon()``.
package struct ActiveRun: Sendable {
    /// Its id, by which it can be resumed.
    package let id: String
    /// Its events, for any number of subscribers.
    package let feed: EventFeed
    private let run: CloseRun
    private let writer: any RunLogWriter
    private let executor: (any TaskExecutor)?

    init(
        _ writer: any RunLogWriter,
        as client: FrameClient,
        in workplace: Workplace,
        observe: @escaping RunEnvironment.Observer,
        _ make: (RunEnvironment) -> CloseRun
    ) {
        id = writer.id
        self.writer = writer
        executor = workplace.account.executor
        let feed = EventFeed(of: writer.id, in: workplace.journal)
        self.feed = feed
        run = make(
            RunEnvironment(
                plane: AccountService(client: client, account: workplace.account.id),
                journal: FedJournal(journal: writer, feed: feed),
                pacer: workplace.account.pacer,
                time: workplace.time,
                random: workplace.random,
                interruption: workplace.interruption,
                observe: observe
            )
        )
    }

    /// Runs to the end; the claim is released in any case. Cancelling the task is the same as a first interruption.
    ///
    /// - Parameter tell: Receives the report while the journal is being closed.
    /// - Returns: The report.
    /// - Throws: ``OperationsError`` with the code `journal-failed`; sessions that were closed until then are in the journal.
    @discardableResult
    package func run(_ tell: (Report) async throws -> Void = { _ in }) async throws -> Report {
        do {
            let report = try await withTaskExecutorPreference(executor) { try await run.run() }
            async let tidy: Void = end()
            try await tell(report)
            await tidy
            return report
        } catch {
            await end()
            throw error
        }
    }

    /// Abandons a run that is not carried out: its claim is released and its feed ends. It can be resumed.
    package func abandon() async { await end() }

    private func end() async {
        await writer.end()
        feed.end()
    }

    /// Reads from the fold of all events so far. Must not block.
    package func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value { run.read(body) }
}

/// A journal that notifies a feed of durable events.
private struct FedJournal: RunJournal {
    let journal: any RunJournal
    let feed: EventFeed

    func enqueue(_ event: RunEvent) { journal.enqueue(event) }

    func makeDurable(through sequence: Int) async throws(OperationsError) {
        try await journal.makeDurable(through: sequence)
        feed.advance(to: sequence)
    }
}
