import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("The site's own commands around a run, and their record")
struct HookRecordTests {
    @Test(
        "a command before the close that fails: 4, no DELETE, and the record says why",
        arguments: ["false", "sh -c 'exit 7'"]
    )
    func failingBefore(command: String) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let service = service.recording(in: home)
                let result = try await service.framectl("close", "--yes", "--before", command, "--output", "json")
                #expect(result.status == 4)
                #expect(try result.json()["exit_status"] as? Int == 4)
                #expect(service.deletes.isEmpty)
                let hook = try #require(try await Self.hooks(home).first)
                #expect(hook["command"] as? String == command)
                #expect(hook["end"] as? String == "exited")
                #expect(hook["status"] as? Int == (command == "false" ? 1 : 7))
                let events = try await home.events()
                #expect(events.sessions("closing").isEmpty)
                #expect(events.contains { $0.event == "stopped" })

                // The run has everything left: it is the one that is resumed, as long as the command fails without anything being sent.
                let run = try #require(try await home.list().first).runID
                let again = try await service.framectl("runs", "resume", "--before", command)
                #expect(again.status == 4)
                #expect(!again.talk.contains("is not run again"))
                #expect(service.deletes.isEmpty)
                let without = try await service.framectl("runs", "resume", "--after", "true")
                #expect(without.status == 0)
                #expect(without.talk.contains("The command of --before that the run was begun with is not run again"))
                let end = try await service.framectl("runs", "resume")
                #expect(end.status == 0)
                #expect(end.output.hasPrefix("Nothing to resume"))
                #expect(try await home.list().map(\.runID) == [run])
                #expect(service.liveSessions == Scenario.galleryBystanders)
                try await home.expectWhole()
            }
        }
    }

    @Test("a command that writes without end does not fill the memory")
    func flood() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let service = service.recording(in: home)
                let line = String(repeating: "x", count: 99)
                let flood = "sh -c 'yes \(line) | head -c 100000000; head -c 100000000 /dev/zero'"
                let quiet = try await service.framectl("close", "--yes", "--before", "true")
                let result = try await service.framectl("close", "--yes", "--before", flood)
                #expect(result.status == 0)
                #expect(result.peakMemory - quiet.peakMemory < 32 << 20)
            }
        }
    }

    @Test("the commands of a run that ends well: the plan and the report come on standard input, with the run's id")
    func success() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let service = service.recording(in: home)
                let result = try await service.framectl(
                    "close",
                    "--yes",
                    "--before",
                    Self.keeping("before", in: home),
                    "--after",
                    Self.keeping("after", in: home),
                    "--output",
                    "json"
                )
                #expect(result.status == 0)
                let run = try #require(try await home.list().first).runID
                #expect(try result.json()["run_id"] as? String == run)
                let plan = try Self.kept("before", in: home, of: run)
                #expect((plan["totals"] as? [String: Int])?["close"] == Scenario.galleryTargets.count)
                let report = try Self.kept("after", in: home, of: run)
                #expect(report["schema"] as? String == "framectl.report/1")
                #expect(report["run_id"] as? String == run)
                #expect((report["totals"] as? [String: Int])?["closed"] == Scenario.galleryTargets.count)
                #expect(report["exit_status"] as? Int == 0)
                let hooks = try await Self.hooks(home)
                #expect(hooks.map { $0["moment"] as? String } == ["before", "after"])
                #expect(hooks.allSatisfy { $0["end"] as? String == "exited" && $0["status"] as? Int == 0 })
                let story = try await home.runs("show")
                for moment in ["before", "after"] { #expect(story.output.contains("command \(moment) the close")) }
            }
        }
    }

    @Test("the command after the close of a run that is interrupted gets the report of that")
    func interrupted() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 200")) { service in
                let service = service.recording(in: home)
                let tool = try service.start(
                    "close",
                    "--yes",
                    "--concurrency",
                    "2",
                    "--after",
                    Self.keeping("after", in: home)
                )
                try await eventually("a DELETE is in flight") { service.deletes.count >= 3 }
                tool.send(SIGINT)
                #expect(try await tool.end() == 130)
                let run = try #require(try await home.list().first).runID
                let report = try Self.kept("after", in: home, of: run)
                #expect(report["exit_status"] as? Int == 130)
                let closed = try #require((report["totals"] as? [String: Int])?["closed"])
                #expect(closed > 0 && closed < Scenario.galleryTargets.count)
                let hook = try #require(try await Self.hooks(home).first)
                #expect(hook["moment"] as? String == "after")
                #expect(hook["end"] as? String == "exited" && hook["status"] as? Int == 0)
                try await home.expectWhole()
            }
        }
    }

    /// A command that keeps what it is given.
    private static func keeping(_ moment: String, in home: StateHome) -> String {
        "sh -c 'cat > \(home.path)/\(moment).json; echo $FRAMECTL_RUN_ID $FRAMECTL_HOOK > \(home.path)/\(moment).run'"
    }

    private static func kept(_ moment: String, in home: StateHome, of run: String) throws -> [String: Any] {
        let words = try String(contentsOfFile: "\(home.path)/\(moment).run", encoding: .utf8)
        #expect(words == "\(run) \(moment)\n")
        let data = try Data(contentsOf: URL(filePath: "\(home.path)/\(moment).json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func hooks(_ home: StateHome) async throws -> [[String: Any]] {
        try #require(try await home.runs("show", "--output", "json").json()["hooks"] as? [[String: Any]])
    }
}
