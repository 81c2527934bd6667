import FrameAPI

/// What a reader of a plan should know before consenting.
struct PlanNotes {
    let lines: [String]

    /// Says which excluded sessions are not listed.
    static func unlisted(_ exclusions: [SessionID]) -> [String] {
        guard !exclusions.isEmpty else { return [] }
        let shown = exclusions.prefix(5).map { Excerpt.of($0.value, limit: 120) }.joined(separator: ", ")
        let more = exclusions.count > 5 ? " and \(exclusions.count - 5) more" : ""
        return ["Excluded sessions that are not listed: \(shown)\(more)."]
    }

    /// Says which kinds no listed pool has.
    static func unlisted(_ kinds: [String], in directory: PoolDirectory) -> [String] {
        let listed = Set(directory.pools.compactMap { $0.id.flatMap(directory.kind)?.lowercased() })
        let missing = kinds.filter { !listed.contains($0.lowercased()) }
        return missing.isEmpty ? [] : ["Kinds of which no pool is listed: \(missing.joined(separator: ", "))."]
    }

    init(snapshot: Snapshot, directory: PoolDirectory, skipped: [Plan.Skipped]) {
        var lines: [String] = []
        switch snapshot.doubt {
        case .truncated(let mark):
            lines.append("The service says that its listing is not complete (\(mark)). There are more sessions.")
        case .length(let count) where snapshot.doubt?.isStriking == true:
            lines.append(
                "The listing has exactly \(count) sessions. If the service truncates its lists, there are more."
            )
        default: break
        }
        if snapshot.isStale {
            lines.append(
                "The listing comes from a cache, \(snapshot.listing.age.inWords) old. There may be other sessions."
            )
        }
        let repeated =
            snapshot.sessions.count - Set(snapshot.sessions.compactMap(\.id)).count
            - snapshot.sessions.count { $0.id == nil }
        if repeated > 0 {
            lines.append("Rows that repeat a session: \(repeated). Each session counts once.")
        }
        let unknown = skipped.count {
            switch $0.reason {
            case .noID, .unsendableID, .noPool, .unknownPool, .unknownKind, .contradictory: true
            default: false
            }
        }
        if unknown > 0 {
            lines.append("Sessions listed without a usable id, pool or kind, and skipped: \(unknown).")
        }
        if directory.withoutID > 0 {
            lines.append("Pools listed without an id, to which no session can be matched: \(directory.withoutID).")
        }
        self.lines = lines
    }
}
