package import FrameAPI
package import FrameOperations

/// Waits until no session of an account is left. It only sends reads.
package struct WaitWorkflow: Sendable {
    /// A request to wait.
    package struct Request: Sendable {
        /// Which sessions are in scope.
        package var criteria: SelectionCriteria
        /// The tolerance.
        package var tolerance: EmptyTolerance
        /// How long to wait. With zero, the account is checked until the result is known.
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
    ///   - interruption: Ends it when triggered; a check in progress is abandoned.
    ///   - observe: Receives the result of every check, in order; must not block.
    /// - Returns: The verdict, and the results of the last complete listing.
    /// - Throws: ``OperationsError``, when the criteria do not match the first listing; the explanation of an account that is not found.
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
