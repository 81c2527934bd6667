/// A run that did not come to its end, or to no good one, as its log tells it: what it takes to go on with it.
package struct ResumableRun: Sendable {
    /// What happened so far.
    package let state: RunState
    /// What was consented to.
    package let plan: Plan

    /// Takes the fold of a log.
    ///
    /// - Throws: ``OperationsError`` with the code `not-resumable`, when there is nothing to go on with.
    package init(_ state: RunState) throws(OperationsError) {
        guard let plan = Plan(state), let report = Report(state) else {
            throw OperationsError(
                .notResumable,
                detail: "the run ended before its plan was written down, and before anything was closed",
                remedy: "Begin again with framectl close"
            )
        }
        guard state.finished == nil || report.ending != .complete else {
            throw OperationsError(
                .notResumable,
                detail: "run \(report.runID) came to its end: \(report.verdict)",
                remedy: "For sessions that have joined since, begin again with framectl close"
            )
        }
        self.state = state
        self.plan = plan
    }
}
