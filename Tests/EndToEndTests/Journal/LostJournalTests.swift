import Foundation
import FrameSimulator
import Testing

@Suite("A journal that somebody takes away or spoils during a run")
struct LostJournalTests {
    /// What is done to the journal, as a line of shell in which `$J` is its path, and what becomes of the run.
    struct Attack: Sendable, CustomStringConvertible {
        let description: String
        let line: String
        /// What the error says.
        let words: String
        /// Where every event is that was written before, as shell takes it; `nil` where the words say that events are lost.
        var place: String? = "$J"
        /// How to bring back what is needed to resume the run.
        var repair = "true"
    }

    private static let attacks = [
        Attack(description: "deleted", line: "rm $J", words: "was deleted while it was in use, and the events in it are lost", place: nil),
        Attack(
            description: "moved",
            line: "mv $J $J.old",
            words: "was moved to “$J.old” while it was in use",
            place: "$J.old",
            repair: "mv $J.old $J"
        ),
        Attack(
            description: "moved with its folder",
            line: "mv ${J%/*} ${J%/*}.old",
            words: "was moved to “${J%/*}.old/journal.sqlite” while it was in use",
            place: "${J%/*}.old/journal.sqlite",
            repair: "mv ${J%/*}.old ${J%/*}"
        ),
        Attack(
            description: "replaced by a copy",
            line: "cp $J $J.copy && mv $J.copy $J",
            words: "was replaced by another file while it was in use; the original was deleted"
        ),
        Attack(
            description: "replaced by a copy, and kept under another name",
            line: "mv $J $J.old && cp $J.old $J",
            words: "was replaced by another file while it was in use; the original is now “$J.old”",
            place: "$J.old",
            repair: "mv $J.old $J"
        ),
        Attack(
            description: "truncated to nothing",
            line: "truncate -s 0 $J",
            words: " to 0 bytes while it was in use, and events may be lost",
            place: nil
        ),
        Attack(
            description: "truncated to half",
            line: "truncate -s $(($(stat -c %s $J) / 2)) $J",
            words: "bytes while it was in use, and events may be lost",
            place: nil
        ),
        Attack(
            description: "overwritten with its log",
            line: "for f in $J $J-wal; do dd if=/dev/zero of=$f bs=1 count=$(stat -c %s $f) conv=notrunc 2>/dev/null; done",
            words: "was altered by another program while it was in use",
            place: nil
        ),
        Attack(description: "its log deleted", line: "rm $J-wal", words: "“$J-wal”, a file of the journal, was deleted"),
        Attack(
            description: "its log truncated to nothing",
            line: "truncate -s 0 $J-wal",
            words: "“$J-wal”, a file of the journal, was truncated",
            place: nil
        ),
        Attack(
            description: "its log truncated to half",
            line: "truncate -s $(($(stat -c %s $J-wal) / 2)) $J-wal",
            words: "“$J-wal”, a file of the journal, was truncated",
            place: nil
        ),
        Attack(
            description: "its log overwritten",
            line: "dd if=/dev/zero of=$J-wal bs=1 count=$(stat -c %s $J-wal) conv=notrunc 2>/dev/null",
            words: "was altered by another program while it was in use",
            place: nil
        ),
        Attack(
            description: "its log replaced",
            line: "cp $J-wal $J-copy && mv $J-copy $J-wal",
            words: "“$J-wal”, a file of the journal, was replaced by another file"
        ),
        Attack(description: "its index deleted", line: "rm $J-shm", words: "“$J-shm”, a file of the journal, was deleted"),
        Attack(
            description: "its locks deleted",
            line: "rm $J-locks",
            words: "“$J-locks”, a file of the journal, was deleted"
        ),
    ]

    @Test("no further DELETE is sent, the words say what happened, and what was sent before is where they say", arguments: attacks)
    func attacked(attack: Attack) async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            try await SimulatedService.serve(try .longGallery()) { service in
                let service = service.recording(in: home)
                let tool = try service.start("close", "--yes", "--concurrency", "2", "--output", "json")
                try await eventually("DELETEs are sent") { service.deletes.count >= 8 }
                try await Shell.run(attack.line, on: home)
                let before = service.deletes.count
                #expect(try await tool.end() == 1)
                let sent = service.deletes
                // Those that were in flight, and those that were announced before.
                #expect(sent.count - before <= 6, "\(sent.count - before) DELETEs were sent after the attack")
                let words = try await Shell.run("printf %s \"\(attack.words)\"", on: home)
                #expect(tool.talkText.contains(words), "\(tool.talkText)")
                #expect(tool.outputText.contains("journal-failed"))
                guard let place = attack.place else { return }

                let file = try await Shell.run("printf %s \"\(place)\"", on: home)
                let exported = try await home.runs("export", "--journal", file)
                #expect(exported.status == 0, "\(exported.everything)")
                let announced = Set(try exported.events().sessions("closing"))
                #expect(announced.isSuperset(of: sent.compactMap { $0.components(separatedBy: "/").last }))
                try await Shell.run(attack.repair, on: home)
                try await home.expectWhole()
                let list = try await home.list()
                #expect(list.map(\.state) == ["finished", "finished", "finished", "cut-off"])
                #expect(list.prefix(3).map(\.runID) == runs)
                let resumed = try await service.framectl("runs", "resume")
                #expect(resumed.status == 0, "\(resumed.everything)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
                try await home.expectWhole()
            }
        }
    }

    @Test("moved away and back between two events: nothing is lost, and the run comes to its end")
    func movedBack() async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await SimulatedService.serve(try .longGallery()) { service in
                let service = service.recording(in: home)
                let tool = try service.start("close", "--yes", "--concurrency", "1")
                try await eventually("DELETEs are sent") { service.deletes.count >= 4 }
                // While it stands still, it writes nothing.
                tool.send(SIGSTOP)
                try await Shell.run("mv $J $J.old && mv $J.old $J && touch $J && chmod 640 $J", on: home)
                tool.send(SIGCONT)
                #expect(try await tool.end() == 0, "\(tool.talkText)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
                try await home.expectWhole()
            }
        }
    }

    @Test(
        "while the question is open: 78, and nothing is closed",
        arguments: ["rm $J", "mv $J $J.old", "cp $J $J.copy && mv $J.copy $J", "truncate -s 0 $J", "rm $J-wal", "rm $J-shm"]
    )
    func beforeTheFirstEvent(line: String) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await SimulatedService.serve(try .gallery()) { service in
                let terminal = try PseudoTerminal(
                    ["close", "--output", "json"],
                    environment: service.recording(in: home).environment
                )
                try await terminal.wait(for: "type: ")
                try await Shell.run(line, on: home)
                terminal.type("close 14 sessions in Contoso Gallery\n")
                #expect(try await terminal.end() == 78)
                #expect(terminal.everything.contains("while it was in use"), "\(terminal.everything)")
                #expect(service.deletes.isEmpty)
            }
        }
    }
}

/// Lines of shell about the journal of a test.
private enum Shell {
    @discardableResult
    static func run(_ line: String, on home: StateHome) async throws -> String {
        let result = try await ChildProcess.run(
            "/bin/sh",
            ["-c", line],
            environment: ["J": home.journal],
            input: nil,
            limit: .seconds(60)
        )
        try #require(result.status == 0, "\(line): \(result.talk)")
        return result.output
    }
}

extension Scenario {
    /// The gallery with sixty sessions to close, at a service that takes its time.
    fileprivate static func longGallery() throws -> Scenario {
        var scenario = try Scenario.gallery("\"latency_ms\": 60")
        scenario.accounts[0].pools[0].maxServers = 60
        scenario.accounts[0].pools[0].sessions = .count(60)
        return scenario
    }
}
