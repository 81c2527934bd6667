package import FoundationEssentials
package import FrameOperations

/// What somebody wants to be closed, and how.
package struct CloseRequest: Sendable {
    /// Which sessions.
    package enum Source: Sendable {
        /// Those that are listed now and meet these criteria.
        case criteria(SelectionCriteria)
        /// Those of a saved plan that may still be closed.
        case saved(Plan, Approval)
    }

    /// A saved plan of which something is to be carried out.
    package struct Approval: Sendable {
        /// Its digest.
        package let digest: String
        /// How much may have changed since, in percent of its sessions.
        package let maxDrift: Int
        /// Throws when it may not be carried out any more.
        package let check: @Sendable (Date) throws -> Void

        /// Makes an approval.
        package init(digest: String, maxDrift: Int, check: @escaping @Sendable (Date) throws -> Void) {
            self.digest = digest
            self.maxDrift = maxDrift
            self.check = check
        }
    }

    /// Which sessions.
    package var source: Source
    /// How to go about it.
    package var settings = RunSettings()
    /// How much the run may close at the most.
    package var ceilings = Ceilings()
    /// Whether sessions that start after confirmation are included.
    package var sweep = Sweep.none
    /// Whether named sessions that are not found are no failure.
    package var ignoresNotFound = false
    /// Why, in the words of who asks.
    package var reason: String?
    /// What the site does around the run, given its id.
    package var hooks: @Sendable (_ run: String) throws -> RunHooks = { _ in RunHooks() }

    /// Makes a request.
    package init(_ source: Source) { self.source = source }

    /// The saved plan that is carried out, if it is one.
    package var approval: Approval? {
        if case .saved(_, let approval) = source { approval } else { nil }
    }

    /// How many sessions the saved plan is to close.
    var approvedCount: Int? {
        if case .saved(let plan, _) = source { plan.targets.count } else { nil }
    }
}
