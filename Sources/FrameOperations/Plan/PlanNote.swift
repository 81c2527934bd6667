/// A note to read before confirming a plan: a code, and its parameters.
package struct PlanNote: Sendable, Codable, Hashable {
    /// The code, as a stable word.
    package enum Code: String, Sendable, Codable, CaseIterable {
        /// The service says of its listing that it is not complete, by ``PlanNote/mark``.
        case truncated
        /// The listing has exactly as many rows as a page commonly has.
        case pageLength = "page-length"
        /// The listing comes from a cache, and is ``PlanNote/count`` seconds old.
        case cached
        /// Rows that repeat a session.
        case repeatedRows = "repeated-rows"
        /// Sessions that are listed without a usable id, pool or kind.
        case unusableRows = "unusable-rows"
        /// Pools that are listed without an id.
        case poolsWithoutID = "pools-without-id"
        /// Excluded sessions that are not listed: ``PlanNote/names``.
        case unlistedExclusions = "unlisted-exclusions"
        /// Kinds of which no pool is listed.
        case unlistedKinds = "unlisted-kinds"
        /// Protected users of whom no session is listed.
        case unlistedUsers = "unlisted-users"
        /// The account's name cannot be read: the service answered with the status that is ``PlanNote/count``.
        case unnamedAccount = "unnamed-account"
        /// What has changed since the saved plan was made: ``PlanNote/drift``.
        case drift
    }

    package let code: Code
    package private(set) var count: Int?
    package private(set) var mark: String?
    package private(set) var names: [String]?
    package private(set) var drift: PlanDrift.Extent?

    /// Makes a note.
    package init(
        _ code: Code,
        count: Int? = nil,
        mark: String? = nil,
        names: [String]? = nil,
        drift: PlanDrift.Extent? = nil
    ) {
        self.code = code
        self.count = count
        self.mark = mark
        self.names = names
        self.drift = drift
    }
}
