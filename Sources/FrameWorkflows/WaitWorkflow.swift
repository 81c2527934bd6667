package import FrameAPI
package import FrameOperations

/// Waiting until no session of an account is left. Sends nothing but reads.
package struct WaitWorkflow: Sendable {
    /// What to wait for, and for how long.
    package struct Request: Sendable {
        /// Which sessions are in scope.
        package var criteria: SelectionCriteria
        /// What may be left all the same.
        package var tolerance: EmptyTolerance
        /// How long to wait. With nothing at all, the account is checked until that is enough to tell.
        package var deadline: Duration

        /// Makes a request.
        package init(_ criteria: SelectionCriteria, tolerance: EmptyTolerance = EmptyTolerance(), deadline: Duration) {
            self.criteria = criteria
            self.tolerance = tolerance
            self.deadline = deadline
        }
    }

    private let request: Request
    private let account: ServiceAccount
    private let time: TimeSource
    private let random: RandomSource

    /// Makes a workflow. Nothing is sent before ``run(until:observe:)``.
    package init(_ request: Request, on account: ServiceAccount, time: TimeSource, random: RandomSource) {
        self.request = request
        self.account = account
        self.time = time
        self.random = random
    }

    /// Waits to the end.
    ///
    /// - Parameters:
    ///   - interruption: Ends it when triggered; a check that is under way is given up.
    ///   - observe: Told what every check shows, in order; must not wait.
    /// - Returns: How it ended, and what the last complete listing showed.
    /// - Throws: ``OperationsError``, when the criteria do not fit the first listing; what an account that is not found is explained by.
    package func run(
        until interruption: StopSwitch,
        observe: @escaping @Sendable (EmptyFact) -> Void
    ) async throws -> EmptyResult {
        let watch = EmptyWatch(
            account.reading,
            criteria: request.criteria,
            tolerance: request.tolerance,
            deadline: request.deadline,
            time: time,
            random: random,
            pacer: account.pacer,
            interruption: interruption,
            observe: observe
        )
        let result = try await watch.run()
        if case .failed(let error) = result.verdict, let better = await account.explain(error) { throw better }
        return result
    }
}
