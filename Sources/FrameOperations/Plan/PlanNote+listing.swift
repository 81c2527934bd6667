import FrameAPI

extension PlanNote {
    /// The notes on a listing.
    static func notes(on snapshot: Snapshot, _ directory: PoolDirectory, skipped: [Plan.Skipped]) -> [PlanNote] {
        var notes: [PlanNote] = []
        switch snapshot.doubt {
        case .truncated(let mark): notes.append(PlanNote(.truncated, mark: mark))
        case .length(let count) where snapshot.doubt?.isStriking == true:
            notes.append(PlanNote(.pageLength, count: count))
        default: break
        }
        if snapshot.isStale { notes.append(PlanNote(.cached, count: Int(snapshot.listing.age / .seconds(1)))) }
        let ids = snapshot.sessions.compactMap(\.id)
        let counts: [(Code, Int)] = [
            (.repeatedRows, ids.count - Set(ids).count),
            (.unusableRows, skipped.count { $0.reason.code.isLackOfKnowledge && $0.reason.code != .userNotSent }),
            (.poolsWithoutID, directory.withoutID),
        ]
        return notes + counts.filter { $0.1 > 0 }.map { PlanNote($0.0, count: $0.1) }
    }

    /// A note on names, if there are any.
    static func note(_ code: Code, _ names: [String]) -> [PlanNote] {
        names.isEmpty ? [] : [PlanNote(code, names: names)]
    }
}

extension SelectionCriteria {
    /// The kinds that no listed pool has.
    func unlistedKinds(in directory: PoolDirectory) -> [String] {
        let listed = Set(directory.pools.compactMap { $0.id.flatMap(directory.kind)?.lowercased() })
        return kinds.filter { !listed.contains($0.lowercased()) }
    }
}

extension Selection {
    /// The protected users without a listed session: they have none, or are spelled differently.
    func unlistedUsers(in sessions: [ActiveSession]) -> [String] {
        let listed = Set(sessions.flatMap(\.users).map { $0.lowercased() })
        return protectedUsers.filter { !listed.contains($0.lowercased()) }
    }
}
