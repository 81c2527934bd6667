import FoundationEssentials
import FrameOperations

/// A plan that is about to be consented to.
struct PlanToClose: Sendable {
    /// What would be done.
    let plan: Plan
    /// The saved plan that it comes from, if it does.
    var approval: Approval?

    /// A saved plan of which something is to be carried out.
    struct Approval: Sendable {
        /// Its digest.
        let digest: String
        /// How many sessions it is to close.
        let count: Int
        /// What is shown above what is left of it.
        let heading: String
        /// Whether it was read from standard input.
        let isFromInput: Bool
        /// Throws when it may not be carried out any more.
        let check: @Sendable (Date) throws -> Void
    }
}
