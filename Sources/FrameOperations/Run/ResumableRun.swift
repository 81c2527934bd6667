package import FoundationEssentials

/// A run that did not end, or did not end with 0, according to its log: everything that is needed to resume it.
package struct ResumableRun: Sendable {
    /// The fold of its events.
    package let state: RunState
    /// The confirmed plan.
    package let plan: Plan

    /// Takes the fold of a log.
    ///
    /// - Parameters:
    ///   - state: The fold.
    ///   - protections: The current protections, in addition to those at the confirmation.
    /// - Throws: ``OperationsError``: `not-resumable`, when there is nothing to resume; `unknown-protected-pool`.
    package init(_ state: RunState, protections: Protections = Protections()) throws(OperationsError) {
        guard let plan = Plan(state), let report = Report(state) else { throw .planNotWritten }
        guard state.finished == nil || report.ending != .complete else {
            throw .runComplete(run: report.runID, report.conclusion)
        }
        self.state = state
        self.plan = try plan.protected(by: protections)
    }

    /// Refuses to resume a run that is not allowed now, or that has more targets than one run may have now.
    ///
    /// - Parameters:
    ///   - protections: The protections.
    ///   - moment: When it is resumed.
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
