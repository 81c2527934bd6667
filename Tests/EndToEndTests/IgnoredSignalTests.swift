import Foundation
import FrameSimulator
import Glibc
import Testing

/// What `nohup` and `trap '' INT` ask for: the process is not to end by that signal.
@Suite("A signal that was ignored at the start")
struct IgnoredSignalTests {
    @Test("stays ignored; one that was not interrupts the run", arguments: [SIGHUP, SIGINT, SIGTERM])
    func staysIgnored(_ signal: Int32) async throws {
        let name = try #require([SIGHUP: "HUP", SIGINT: "INT", SIGTERM: "TERM"][signal])
        let other = signal == SIGTERM ? SIGINT : SIGTERM
        try await SimulatedService.serve(try .gallery("\"latency_ms\": 100")) { service in
            let home = try TemporaryFolder()
            defer { home.remove() }
            let tool = try BackgroundFramectl(
                ["close", "--yes", "--concurrency", "1"],
                environment: service.environment.merging(["HOME": home.url.path]) { $1 },
                through: ["/bin/sh", "-c", "trap '' \(name); exec \"$0\" \"$@\""]
            )
            try await eventually("DELETEs are sent") { service.deletes.count >= 2 }
            tool.send(signal)
            let sent = service.deletes.count
            try await eventually("DELETEs are sent after the signal") { service.deletes.count >= sent + 3 }
            #expect(!tool.talkText.contains("Interrupted"))
            tool.send(other)
            #expect(try await tool.end() == 130)
        }
    }

    @Test("is ignored while the output is still to be read, too")
    func whileOutputWaits() async throws {
        try await SimulatedService.serve(try .builtIn("large")) { service in
            let tool = try BackgroundFramectl(
                ["sessions", "list", "--output", "json"],
                environment: service.environment,
                through: ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""],
                output: .leftUnread
            )
            try await eventually("the sessions were sent") { service.controlPlane.history.count >= 2 }
            try await Task.sleep(for: .seconds(3))
            tool.send(SIGHUP)
            try await Task.sleep(for: .seconds(1))
            tool.send(SIGTERM)
            let status = try await ChildProcess.wait(for: tool.process, limit: .patience).status
            #expect(status == 128 + SIGTERM)
        }
    }
}
