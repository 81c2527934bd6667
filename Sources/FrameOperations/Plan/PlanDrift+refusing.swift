extension PlanDrift {
    /// How much has changed since a plan was saved.
    package struct Extent: Sendable, Codable, Hashable {
        /// How many sessions the plan is to close.
        package let planned: Int
        /// How many of them are no longer listed.
        package let gone: Int
        /// How many of them are listed and may no longer be closed.
        package let movedOut: Int
        /// The reasons, each once.
        package let reasons: [SkipReason]
        /// How many sessions are in scope that the plan does not show.
        package let joined: Int

        /// Makes an extent.
        package init(planned: Int, gone: Int, movedOut: [SkipReason], joined: Int) {
            self.planned = planned
            self.gone = gone
            self.movedOut = movedOut.count
            var seen: Set<SkipReason> = []
            reasons = movedOut.filter { seen.insert($0).inserted }
            self.joined = joined
        }

        /// How many sessions started, ended or moved for each hundred of the plan, rounded up.
        package var percent: Int {
            let planned = max(1, planned)
            return ((gone + movedOut + joined) * 100 + planned - 1) / planned
        }

        enum CodingKeys: String, CodingKey {
            case planned, gone, reasons, joined
            case movedOut = "moved_out"
        }
    }

    /// How much has changed.
    var extent: Extent {
        Extent(
            planned: saved.targets.count,
            gone: gone.count,
            movedOut: movedOut.map(\.reason),
            joined: joined.count
        )
    }

    /// Refuses a drift above a limit.
    ///
    /// - Parameter maxPercent: The maximum drift, in percent of the sessions that the saved plan is to close.
    /// - Throws: ``OperationsError`` with the code `plan-drifted`.
    func check(maxPercent: Int) throws(OperationsError) {
        guard changedPools.isEmpty else { throw .poolsChanged(changedPools) }
        guard percent <= maxPercent else { throw .planDrifted(extent, limit: maxPercent) }
    }
}
