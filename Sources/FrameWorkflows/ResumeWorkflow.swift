import FrameAPI
package import FrameOperations

/// The steps of resuming a run, in order: protections, claim, run.
package struct ResumeWorkflow: Sendable {
    /// A request to resume a run.
    package struct Request: Sendable {
        /// The settings of the run. Attempts and the deadline start again.
        package var settings: RunSettings
        /// The hooks of the run, given its id.
        package var hooks: @Sendable (_ run: String) throws -> RunHooks

        /// Makes a request.
        package init(
            settings: RunSettings = RunSettings(),
            hooks: @escaping @Sendable (_ run: String) throws -> RunHooks = { _ in RunHooks() }
        ) {
            self.settings = settings
            self.hooks = hooks
        }
    }

    private let request: Request
    private let workplace: Workplace

    /// Makes a workflow. Nothing happens before ``start(_:with:)``.
    package init(_ request: Request, in workplace: Workplace) {
        self.request = request
        self.workplace = workplace
    }

    /// Performs the steps up to the run.
    ///
    /// - Parameters:
    ///   - followed: The run, by its log.
    ///   - frontEnd: Observes it.
    /// - Returns: The run, resumed; nothing was sent yet.
    /// - Throws: The reason why the run cannot be resumed.
    package func start(_ followed: FollowedRun, with frontEnd: some FrontEnd) async throws -> ActiveRun {
        let (account, now) = (workplace.account, workplace.time.now())
        let client = try account.acting()
        // Before the claim is taken: a run that is complete, or not allowed, is refused without one.
        let before = try ResumableRun(followed.state, protections: account.protections)
        try account.checkIsMeant(by: before.plan.subject)
        try before.admit(by: account.protections, at: now)
        let hooks = try request.hooks(followed.id)
        let terms = RunTerms(for: before.plan, in: workplace)
        let writer = try await workplace.journal.resume(followed.id, after: followed.end, terms)
        do {
            let added = writer.added
            let earlier =
                try added.isEmpty
                ? before : ResumableRun(followed.state(with: added), protections: account.protections)
            // A sweep of the earlier process may have added targets.
            try earlier.admit(by: account.protections, at: now)
            frontEnd.note(.begun(run: followed.id, earlier: earlier))
            let resumed = Resumed(origin: workplace.origin, clientID: account.reader.clientID)
            return ActiveRun(writer, as: client, in: workplace, observe: frontEnd.observe) { environment in
                CloseRun(
                    resuming: earlier,
                    as: resumed,
                    settings: account.protections.bounding(request.settings, at: now),
                    hooks: hooks,
                    in: environment
                )
            }
        } catch {
            await writer.end()
            throw error
        }
    }
}
