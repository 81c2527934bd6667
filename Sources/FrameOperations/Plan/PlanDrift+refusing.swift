extension PlanDrift {
    /// Refuses a drift that nobody agreed to.
    ///
    /// - Parameter maxPercent: The most drift, in percent of the sessions that the saved plan is to close.
    /// - Throws: ``OperationsError`` with the code `plan-drifted`.
    func check(maxPercent: Int) throws(OperationsError) {
        if !changedPools.isEmpty {
            throw OperationsError(
                .planDrifted,
                detail: changedPools.map(Self.words).joined(separator: "; "),
                remedy: "Nothing was closed. Make a new plan with framectl plan -o, and have it approved"
            )
        }
        guard percent > maxPercent else { return }
        throw OperationsError(
            .planDrifted,
            detail: "\(summary.planned): \(percent) % drift, more than \(maxPercent) %",
            remedy: "Nothing was closed. Make a new plan with framectl plan -o, or, if that is meant, allow it: "
                + "--max-drift \(percent)"
        )
    }

    /// What came, went and moved, as in `9 of 40 planned sessions are gone, 3 new sessions`.
    var words: String {
        let planned = saved.targets.count
        let noun = planned == 1 ? "planned session" : "planned sessions"
        var parts: [String] = []
        if !gone.isEmpty { parts.append("\(gone.count) of \(planned) \(noun) \(gone.count == 1 ? "is" : "are") gone") }
        if !movedOut.isEmpty {
            parts.append(
                "\(movedOut.count) of \(planned) \(noun) \(movedOut.count == 1 ? "is" : "are") no longer in scope"
                    + " (\(reasons))"
            )
        }
        if !joined.isEmpty { parts.append("\(joined.count) new \(joined.count == 1 ? "session" : "sessions")") }
        return parts.joined(separator: ", ")
    }

    private var reasons: String {
        Set(movedOut.map(\.reason.code.rawValue)).sorted().joined(separator: "; ")
    }

    private static func words(_ pool: ChangedPool) -> String {
        let title = pool.name.map { "“\($0)” (\(pool.id))" } ?? "“\(pool.id)”"
        return "pool \(title) was of \(words(pool.before)) in the plan and is of \(words(pool.now)) now"
    }

    private static func words(_ kind: String?) -> String {
        kind.map { "kind \($0)" } ?? "no known kind"
    }
}
