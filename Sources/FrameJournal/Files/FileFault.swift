import FrameOperations

/// An unexpected change of a file of the journal while it was in use.
struct FileFault: Error, Sendable, Equatable {
    /// The kind of change.
    enum Kind: Sendable, Equatable {
        case deleted
        case moved(to: String)
        /// Another file is at its path.
        case replaced(movedTo: String?)
        case truncated(from: Int, to: Int)
        /// The latest events cannot be read from it.
        case altered
        case unreachable(SystemError)
    }

    let part: JournalFiles.Part
    let kind: Kind

    init(_ part: JournalFiles.Part, _ kind: Kind) {
        self.part = part
        self.kind = kind
    }

    /// Whether moving the log into the journal saves it. A damaged log would damage the journal, and a deleted one cannot be saved.
    var savesLog: Bool {
        switch (part, kind) {
        case (.log, .truncated), (_, .altered), (.journal, .deleted), (.journal, .replaced(movedTo: nil)): false
        default: true
        }
    }

    /// Whether there is no file at the path of the journal.
    var isJournalAway: Bool {
        if case (.journal, .moved) = (part, kind) { true } else { false }
    }

    /// The change, and the loss.
    func detail(_ path: String) -> String {
        let file = part == .journal ? "the journal “\(path)”" : "“\(path)\(part.rawValue)”, a file of the journal,"
        return switch kind {
        case .deleted where part == .journal: "\(file) was deleted while it was in use, and the events in it are lost"
        case .deleted: "\(file) was deleted while it was in use"
        case .moved(let place): "\(file) was moved to “\(place)” while it was in use"
        case .replaced(let place):
            "\(file) was replaced by another file while it was in use"
                + (place.map { "; the original is now “\($0)”" } ?? "; the original was deleted")
        case .truncated(let before, let now):
            "\(file) was truncated from \(before) to \(now) bytes while it was in use, and events may be lost"
        case .altered: "\(file) was altered by another program while it was in use: the latest events are not in it"
        case .unreachable(let error): "\(file) cannot be reached any more (\(error.words))"
        }
    }

    /// What to do.
    func remedy(_ path: String, run: String) -> String {
        let resume = "resume the run with `framectl runs resume \(run)`"
        return switch (part, kind) {
        case (.journal, .deleted):
            "Restore the journal from a backup, or move “\(path)-wal”, “\(path)-shm” and “\(path)-locks” aside and begin again "
                + "with `framectl close`"
        case (_, .moved), (_, .replaced(movedTo: .some)): "Move it back, then \(resume)"
        case (.journal, .replaced), (_, .truncated), (_, .altered):
            "Check what is left with `framectl runs verify`. If the run is intact, \(resume); if not, begin again with "
                + "`framectl close`"
        case (.locks, _): "Make sure that no other run of this account is in progress, then \(resume)"
        case (_, .unreachable): "Fix that, then \(resume)"
        case (.log, _), (.index, _): "Keep other programs away from the files of the journal, then \(resume)"
        }
    }
}

extension JournalError {
    /// A fault that was found before the first write.
    init(_ fault: FileFault, path: String) {
        self = JournalError(
            .unavailable,
            detail: fault.detail(path),
            remedy: "Nothing was closed. Keep other programs away from the files of the journal, and start again"
        )
    }
}
