package import FrameOperations

/// The interface of a workflow to the front end that started it: to show a plan, to get an answer, to pass on events.
package protocol FrontEnd: Sendable {
    /// Shows the plan. A question about it follows, unless the plan is refused.
    func show(_ plan: Plan)
    /// Gets the answer to the plan that was shown last.
    func answer(to plan: Plan) async throws -> ConsentAnswer
    /// Passes on a notice before the run.
    func note(_ notice: WorkflowNotice)
    /// Observes the run, once it has begun, as ``RunEnvironment/Observer`` does; must not block, and must not read from the run.
    func observe(_ event: RunEvent, _ progress: RunProgress)
}

/// A notice before the run.
package enum WorkflowNotice: Sendable {
    /// The last run of the account is incomplete.
    case leftOpen(RunRecord)
    /// The account is about to be listed.
    case listing
    /// The question was open for so long that the account was listed again: this number of sessions of the plan is no longer in scope.
    case narrowed(lost: Int, planned: Int)
    /// The run that held the account before was aborted.
    case takenOver(RunRecord)
    /// A run has begun, or is resumed with its earlier state; it can be resumed from now on.
    case begun(run: String, earlier: ResumableRun?)
}
