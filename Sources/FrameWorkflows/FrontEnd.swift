package import FrameOperations

/// What a workflow asks of whoever started it: to show a plan, to get an answer, to pass on what happens.
package protocol FrontEnd: Sendable {
    /// Shows what would be done. A question about it follows, unless the plan is refused.
    func show(_ plan: Plan)
    /// Gets the answer to the plan that was shown last.
    func answer(to plan: Plan) async throws -> ConsentAnswer
    /// Passes on what happened on the way to a run.
    func note(_ notice: WorkflowNotice)
    /// Follows the run, once there is one, as ``RunEnvironment/Observer`` does; must not wait, and must not read from the run.
    func observe(_ event: RunEvent, _ progress: RunProgress)
}

/// What happens on the way to a run.
package enum WorkflowNotice: Sendable {
    /// The last run on the account left something open.
    case leftOpen(RunRecord)
    /// The account is about to be listed.
    case listing
    /// The question stood open for so long that the account was listed again: so many sessions of the plan are no longer in scope.
    case narrowed(lost: Int, planned: Int)
    /// The run that held the account before never came to its end.
    case takenOver(RunRecord)
    /// A run has begun, or is resumed with what is known of it; it can be resumed from now on.
    case begun(run: String, earlier: ResumableRun?)
}
