import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A journal on a read-only mount", .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped))
struct ReadOnlyJournalTests {
    private static let readings = [["list"], ["show"], ["verify"], ["export"]]

    /// Puts the files of a journal on a disk, which is mounted read-only then.
    private static func mounting(
        _ home: StateHome,
        but missing: [String] = [],
        _ work: @escaping @Sendable (PrivateMount) async throws -> Void
    ) async throws {
        try await PrivateMount.with(size: "24m") { disk in
            try await disk.shell("cp -r \(home.path)/framectl /mnt/framectl")
            for suffix in missing { try await disk.shell("rm /mnt/framectl/journal.sqlite\(suffix)") }
            try await disk.shell("mount -o remount,ro /mnt")
            try await work(disk)
        }
    }

    private static func runs(_ arguments: [String], on disk: PrivateMount) async throws -> FramectlResult {
        try await disk.run([Framectl.path, "runs"] + arguments, environment: ["XDG_STATE_HOME": disk.folder])
    }

    /// A run that is killed while its latest events are in the log alone.
    private static func kill(in home: StateHome) async throws {
        try await SimulatedService.serve(try .gallery("\"latency_ms\": 100")) { service in
            let tool = try service.recording(in: home).start("close", "--yes", "--concurrency", "1")
            try await eventually("DELETEs are sent") { service.deletes.count >= 3 }
            tool.send(SIGKILL)
            try await tool.end()
        }
    }

    @Test("is read as it is")
    func read() async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await Self.mounting(home) { disk in
                for arguments in Self.readings {
                    let there = try await Self.runs(arguments, on: disk)
                    #expect(there.status == 0, "\(arguments): \(there.talk)")
                    let here = try await ChildProcess.run(
                        Framectl.path,
                        ["runs"] + arguments,
                        environment: ["XDG_STATE_HOME": home.path],
                        input: nil,
                        limit: .patience
                    )
                    #expect(there.output == here.output)
                }
            }
        }
    }

    @Test("with events in its log is read to the last of them")
    func readWithLog() async throws {
        try await StateHome.with { home in
            try await Self.kill(in: home)
            try await Self.mounting(home) { disk in
                let there = try await Self.runs(["export"], on: disk)
                #expect(there.status == 0, "\(there.talk)")
                #expect(try there.events().sessions("closing").count >= 3)
                #expect(try await there.output == home.runs("export").output)
            }
        }
    }

    @Test("with events in its log that cannot be read there: 78, and what to do", arguments: readings)
    func unreadable(arguments: [String]) async throws {
        try await StateHome.with { home in
            try await Self.kill(in: home)
            try await Self.mounting(home, but: ["-shm"]) { disk in
                let result = try await Self.runs(arguments, on: disk)
                #expect(result.status == 78, "\(result.everything)")
                #expect(result.output.isEmpty)
                #expect(result.talk.contains("its latest events are in “/mnt/framectl/journal.sqlite-wal”"))
                #expect(result.talk.contains("Copy “/mnt/framectl/journal.sqlite”"))
            }
        }
    }

    @Test(
        "is not written: 78 with the reason, and the service is asked nothing",
        arguments: [["close", "--yes"], ["runs", "resume"]]
    )
    func written(command: [String]) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await SimulatedService.serve(try .gallery()) { service in
                try await Self.mounting(home) { disk in
                    let result = try await disk.run(
                        [Framectl.path] + command,
                        environment: service.environment.merging(["XDG_STATE_HOME": disk.folder]) { $1 }
                    )
                    #expect(result.status == 78)
                    #expect(result.talk.contains("its file system is mounted read-only"), "\(result.talk)")
                    #expect(service.controlPlane.history.isEmpty)
                }
            }
        }
    }
}
