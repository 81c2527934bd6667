import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A journal that somebody takes away or spoils during a run")
struct LostJournalTests {
    @Test(
        "no further DELETE is sent, the words say what happened, and what was sent before is where they say",
        arguments: JournalAttack.all
    )
    func attacked(attack: JournalAttack) async throws {
        try await RecordedEvenings.shared.copied { home, runs in
            try await SimulatedService.serve(try .longGallery()) { service in
                let service = service.recording(in: home)
                // Root reaches everything, unless it is without its rights.
                let tool = try service.start(
                    "close",
                    "--yes",
                    "--concurrency",
                    "2",
                    "--output",
                    "json",
                    through: getuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-all"] : []
                )
                try await eventually("DELETEs are sent") { service.deletes.count >= 8 }
                // While it stands still, it neither writes nor sends.
                tool.send(SIGSTOP)
                try await home.shell(attack.line)
                let before = service.deletes.count
                tool.send(SIGCONT)
                #expect(try await tool.end() == 1)
                let sent = service.deletes
                // Those that were in flight, and those that were announced before.
                #expect(sent.count - before <= 6, "\(sent.count - before) DELETEs were sent after the attack")
                let words = try await home.shell("printf %s \"\(attack.words)\"")
                #expect(tool.talkText.contains(words), "\(tool.talkText)")
                #expect(tool.outputText.contains("journal-failed"))
                guard let place = attack.place else { return }

                let file = try await home.shell("printf %s \"\(place)\"")
                let exported = try await home.runs("export", "--journal", file)
                #expect(exported.status == 0, "\(exported.everything)")
                let announced = Set(try exported.events().sessions("closing"))
                #expect(announced.isSuperset(of: sent.compactMap { $0.components(separatedBy: "/").last }))
                try await home.shell(attack.repair)
                try await home.expectWhole()
                let list = try await home.list()
                #expect(list.map(\.state) == ["finished", "finished", "finished", "aborted"])
                #expect(list.prefix(3).map(\.runID) == runs)
                let resumed = try await service.framectl("runs", "resume")
                #expect(resumed.status == 0, "\(resumed.everything)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
                try await home.expectWhole()
            }
        }
    }

    @Test("deleted: no new one takes its place until its other files are moved aside, as the words say")
    func begunAgain() async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await SimulatedService.serve(try .longGallery()) { service in
                let service = service.recording(in: home)
                let tool = try service.start("close", "--yes", "--concurrency", "1")
                try await eventually("DELETEs are sent") { service.deletes.count >= 3 }
                try await home.shell("rm $J")
                #expect(try await tool.end() == 1)
                #expect(
                    tool.talkText.contains("and “\(home.journal)-locks” aside and begin again with `framectl close`")
                )
                let sent = service.deletes.count
                for command in [["close", "--yes"], ["runs", "list"], ["runs", "resume"]] {
                    let result = try await ChildProcess.run(
                        Framectl.path,
                        command,
                        environment: service.environment,
                        input: nil,
                        limit: .patience
                    )
                    #expect(result.status == 78, "\(result.everything)")
                    #expect(result.talk.contains("was deleted or moved"))
                }
                #expect(service.deletes.count == sent)
                try await home.shell("mkdir ${J%/*}/aside && mv $J-wal $J-shm $J-locks ${J%/*}/aside")
                #expect(try await service.framectl("close", "--yes").status == 0)
                #expect(try await home.list().map(\.state) == ["finished"])
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
                tool.send(SIGSTOP)
                try await home.shell("mv $J $J.old && mv $J.old $J && touch $J && chmod 640 $J")
                tool.send(SIGCONT)
                #expect(try await tool.end() == 0, "\(tool.talkText)")
                #expect(service.liveSessions == Scenario.galleryBystanders)
                try await home.expectWhole()
            }
        }
    }

    @Test(
        "while the question is open: 78, and nothing is closed",
        arguments: [
            "rm $J", "mv $J $J.old", "cp $J $J.copy && mv $J.copy $J", "truncate -s 0 $J", "rm $J-wal", "rm $J-shm",
        ]
    )
    func beforeTheFirstEvent(line: String) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await SimulatedService.serve(try .gallery()) { service in
                let terminal = try PseudoTerminal(
                    ["close", "--output", "json"],
                    environment: service.recording(in: home).environment
                )
                try await terminal.wait(for: "type: ")
                try await home.shell(line)
                terminal.type("close 14 sessions in Contoso Gallery\n")
                #expect(try await terminal.end() == 78)
                #expect(terminal.everything.contains("while it was in use"), "\(terminal.everything)")
                #expect(service.deletes.isEmpty)
            }
        }
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
