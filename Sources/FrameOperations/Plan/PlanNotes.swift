import FrameAPI

/// What a reader of a plan should know before consenting.
struct PlanNotes {
    let lines: [String]

    init(snapshot: Snapshot, directory: PoolDirectory, skipped: [Plan.Skipped]) {
        var lines: [String] = []
        if let doubt = snapshot.doubt, doubt.isStriking {
            lines.append(
                "The listing holds exactly \(doubt.count) sessions. If the service cuts its lists, there are more; "
                    + "the listings after the close will show them."
            )
        }
        let repeated =
            snapshot.sessions.count - Set(snapshot.sessions.compactMap(\.id)).count
            - snapshot.sessions.count { $0.id == nil }
        if repeated > 0 {
            lines.append("Entries that the listing shows again: \(repeated). Each session counts once.")
        }
        let unknown = skipped.count {
            switch $0.reason {
            case .noID, .unsendableID, .noPool, .unknownPool, .unknownKind, .contradictory: true
            default: false
            }
        }
        if unknown > 0 {
            lines.append("Sessions listed without a usable id, pool or kind, and left alone: \(unknown).")
        }
        if directory.withoutID > 0 {
            lines.append("Pools listed without an id, to which no session can be matched: \(directory.withoutID).")
        }
        self.lines = lines
    }
}
