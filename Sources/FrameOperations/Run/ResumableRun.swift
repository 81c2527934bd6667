package import FoundationEssentials

/// A run that did not come to its end, or to no good one, as its log tells it: what it takes to go on with it.
package struct ResumableRun: Sendable {
    /// What happened so far.
    package let state: RunState
    /// What was consented to.
    package let plan: Plan

    /// Takes the fold of a log.
    ///
    /// - Parameters:
    ///   - state: The fold.
    ///   - protections: What is protected now, besides what was at consent.
    /// - Throws: ``OperationsError``: `not-resumable`, when there is nothing to go on with; `unknown-protected-pool`.
    package init(_ state: RunState, protections: Protections = Protections()) throws(OperationsError) {
        guard let plan = Plan(state), let report = Report(state) else { throw .planNotWritten }
        guard state.finished == nil || report.ending != .complete else {
            throw .runComplete(run: report.runID, report.conclusion)
        }
        self.state = state
        self.plan = try plan.protected(by: protections)
    }

    /// Refuses to go on with a run that is not allowed now, or that has more targets than one may have now.
    ///
    /// - Parameters:
    ///   - protections: What is protected.
    ///   - moment: When it is to go on.
    /// - Throws: ``OperationsError`` with the code `protected`.
    package func admit(by protections: Protections, at moment: Date) throws(OperationsError) {
        try protections.admitRun(
            reason: state.planned?.reason,
            isPlanned: state.planned?.planDigest != nil,
            at: moment
        )
        for protection in protections.all {
            guard let most = protection.maxSessions, state.targets.count > most else { continue }
            throw protection.refusal(.maxSessions(state.targets.count, limit: most))
        }
    }
}
