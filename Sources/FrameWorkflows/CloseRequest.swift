package import FoundationEssentials
package import FrameOperations

/// A request to close sessions.
package struct CloseRequest: Sendable {
    /// The sessions.
    package enum Source: Sendable {
        /// The listed sessions that meet these criteria.
        case criteria(SelectionCriteria)
        /// The sessions of a saved plan that may still be closed.
        case saved(Plan, Approval)
    }

    /// A saved plan to be applied.
    package struct Approval: Sendable {
        /// Its digest.
        package let digest: String
        /// How much may have changed since, in percent of its sessions.
        package let maxDrift: Int
        /// Throws when it may no longer be applied.
        package let check: @Sendable (Date) throws -> Void

        /// Makes an approval.
        package init(digest: String, maxDrift: Int, check: @escaping @Sendable (Date) throws -> Void) {
            self.digest = digest
            self.maxDrift = maxDrift
            self.check = check
        }
    }

    /// The sessions.
    package var source: Source
    /// The settings of the run.
    package var settings = RunSettings()
    /// The limits of the run.
    package var ceilings = Ceilings()
    /// Whether new sessions are included.
    package var sweep = Sweep.none
    /// Whether named sessions that are not found are ignored.
    package var ignoresNotFound = false
    /// The reason for the run, in the user's words.
    package var reason: String?
    /// The hooks of the run, given its id.
    package var hooks: @Sendable (_ run: String) throws -> RunHooks = { _ in RunHooks() }

    /// Makes a request.
    package init(_ source: Source) { self.source = source }

    /// The saved plan to be applied, if there is one.
    package var approval: Approval? {
        if case .saved(_, let approval) = source { approval } else { nil }
    }

    /// How many sessions the saved plan is to close.
    var approvedCount: Int? {
        if case .saved(let plan, _) = source { plan.targets.count } else { nil }
    }
}
