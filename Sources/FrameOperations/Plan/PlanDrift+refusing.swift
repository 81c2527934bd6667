extension PlanDrift {
    /// How much has changed since a plan was saved.
    package struct Extent: Sendable, Equatable {
        /// How many sessions the plan is to close.
        package let planned: Int
        /// How many of them are no longer listed.
        package let gone: Int
        /// Why those of them that are listed may no longer be closed, one reason for each.
        package let movedOut: [SkipReason]
        /// How many sessions are in scope that the plan does not show.
        package let joined: Int

        /// Makes an extent.
        package init(planned: Int, gone: Int, movedOut: [SkipReason], joined: Int) {
            self.planned = planned
            self.gone = gone
            self.movedOut = movedOut
            self.joined = joined
        }

        /// How many sessions came, went or moved for each hundred of the plan, rounded up.
        package var percent: Int {
            let planned = max(1, planned)
            return ((gone + movedOut.count + joined) * 100 + planned - 1) / planned
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

    /// Refuses a drift that nobody agreed to.
    ///
    /// - Parameter maxPercent: The most drift, in percent of the sessions that the saved plan is to close.
    /// - Throws: ``OperationsError`` with the code `plan-drifted`.
    func check(maxPercent: Int) throws(OperationsError) {
        guard changedPools.isEmpty else { throw .poolsChanged(changedPools) }
        guard percent <= maxPercent else { throw .planDrifted(extent, limit: maxPercent) }
    }
}

extension PlanDrift.Extent {
    /// What came, went and moved, as in `9 of 40 planned sessions are gone, 3 new sessions`.
    package var words: String {
        let noun = planned == 1 ? "planned session" : "planned sessions"
        var parts: [String] = []
        if gone > 0 { parts.append("\(gone) of \(planned) \(noun) \(gone == 1 ? "is" : "are") gone") }
        if !movedOut.isEmpty {
            let reasons = Set(movedOut.map(\.words)).sorted().joined(separator: "; ")
            parts.append(
                "\(movedOut.count) of \(planned) \(noun) \(movedOut.count == 1 ? "is" : "are") no longer in scope"
                    + " (\(reasons))"
            )
        }
        if joined > 0 { parts.append("\(joined) new \(joined == 1 ? "session" : "sessions")") }
        return parts.joined(separator: ", ")
    }
}
