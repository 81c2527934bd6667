import Testing

/// Something that is done to a journal during a run, as a line of shell in which `$J` is its path, and what becomes of the run.
struct JournalAttack: Sendable, CustomStringConvertible {
    let description: String
    let line: String
    /// What the error says.
    let words: String
    /// Where every event is that was written before, as shell takes it; `nil` where the words say that events are lost.
    var place: String? = "$J"
    /// How to bring back what is needed to resume the run.
    var repair = "true"

    static let all = [
        JournalAttack(
            description: "deleted",
            line: "rm $J",
            words: "was deleted while it was in use, and the events in it are lost",
            place: nil
        ),
        JournalAttack(
            description: "moved",
            line: "mv $J $J.old",
            words: "was moved to “$J.old” while it was in use",
            place: "$J.old",
            repair: "mv $J.old $J"
        ),
        JournalAttack(
            description: "moved with its folder",
            line: "mv ${J%/*} ${J%/*}.old",
            words: "was moved to “${J%/*}.old/journal.sqlite” while it was in use",
            place: "${J%/*}.old/journal.sqlite",
            repair: "mv ${J%/*}.old ${J%/*}"
        ),
        JournalAttack(
            description: "replaced by a copy",
            line: "cp $J $J.copy && mv $J.copy $J",
            words: "was replaced by another file while it was in use; the original was deleted"
        ),
        JournalAttack(
            description: "replaced by a copy, and kept under another name",
            line: "mv $J $J.old && cp $J.old $J",
            words: "was replaced by another file while it was in use; the original is now “$J.old”",
            place: "$J.old",
            repair: "mv $J.old $J"
        ),
        JournalAttack(
            description: "truncated to nothing",
            line: "truncate -s 0 $J",
            words: " to 0 bytes while it was in use, and events may be lost",
            place: nil
        ),
        JournalAttack(
            description: "truncated to half",
            line: "truncate -s $(($(stat -c %s $J) / 2)) $J",
            words: "bytes while it was in use, and events may be lost",
            place: nil
        ),
        JournalAttack(
            description: "overwritten with its log",
            line:
                "for f in $J $J-wal; do dd if=/dev/zero of=$f bs=1 count=$(stat -c %s $f) conv=notrunc 2>/dev/null; done",
            words: "was altered by another program while it was in use",
            place: nil
        ),
        JournalAttack(
            description: "its log deleted",
            line: "rm $J-wal",
            words: "“$J-wal”, a file of the journal, was deleted"
        ),
        JournalAttack(
            description: "its log truncated to nothing",
            line: "truncate -s 0 $J-wal",
            words: "“$J-wal”, a file of the journal, was truncated",
            place: nil
        ),
        JournalAttack(
            description: "its log truncated to half",
            line: "truncate -s $(($(stat -c %s $J-wal) / 2)) $J-wal",
            words: "“$J-wal”, a file of the journal, was truncated",
            place: nil
        ),
        JournalAttack(
            description: "its log overwritten",
            line: "dd if=/dev/zero of=$J-wal bs=1 count=$(stat -c %s $J-wal) conv=notrunc 2>/dev/null",
            words: "was altered by another program while it was in use",
            place: nil
        ),
        JournalAttack(
            description: "its log replaced",
            line: "cp $J-wal $J-copy && mv $J-copy $J-wal",
            words: "“$J-wal”, a file of the journal, was replaced by another file"
        ),
        JournalAttack(
            description: "its index deleted",
            line: "rm $J-shm",
            words: "“$J-shm”, a file of the journal, was deleted"
        ),
        JournalAttack(
            description: "out of reach",
            line: "chmod 000 ${J%/*}",
            words: "cannot be reached any more (Permission denied)",
            repair: "chmod 700 ${J%/*}"
        ),
        JournalAttack(
            description: "its locks deleted",
            line: "rm $J-locks",
            words: "“$J-locks”, a file of the journal, was deleted"
        ),
    ]
}

extension StateHome {
    /// Runs a line of shell, in which `$J` is the path of the journal, and gives back what it prints.
    @discardableResult
    func shell(_ line: String) async throws -> String {
        let result = try await ChildProcess.run(
            "/bin/sh",
            ["-c", line],
            environment: ["J": journal],
            input: nil,
            limit: .patience
        )
        try #require(result.status == 0, "\(line): \(result.talk)")
        return result.output
    }
}
