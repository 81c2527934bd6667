import Foundation
import FrameSimulator
import Testing

/// What `schedule` prints is run as its reader would run it.
@Suite("A scheduled close")
struct ScheduleTests {
    /// A time of day by the clock of UTC, so many minutes from now.
    private static func time(in minutes: Int) -> String {
        let minute = (Int(Date().timeIntervalSince1970) / 60 + minutes) % 1_440
        return "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }

    /// Runs the command of the line that is printed for cron, with as little around it as cron gives.
    private func run(
        at time: String,
        against service: SimulatedService,
        in folder: TemporaryFolder
    ) async throws -> FramectlResult {
        let secret = try folder.write(service.environment["FRAME_CLIENT_SECRET", default: ""], to: "a secret")
        let settings = ["FRAME_CLIENT_SECRET": nil, "FRAME_CLIENT_SECRET_FILE": secret, "HOME": folder.url.path]
        let log = folder.url.appending(path: "close.log").path
        let printed = try await service.framectl(
            "schedule",
            "--at",
            time,
            "--grace",
            "1h",
            "--as",
            "cron",
            "--log",
            log,
            "--pool",
            "Floor",
            "--reason",
            "it's 6",
            changing: settings
        )
        #expect(printed.status == 0, "\(printed.talk)")
        let fields = try #require(printed.output.split(separator: "\n").dropFirst().first).split(
            separator: " ",
            maxSplits: 5
        )
        let ran = try await ChildProcess.run(
            "/bin/sh",
            ["-c", String(fields[5])],
            environment: ["HOME": folder.url.path, "TZ": "UTC"],
            input: nil,
            limit: .patience
        )
        #expect(ran.everything.isEmpty)
        return FramectlResult(
            status: ran.status,
            output: try String(contentsOfFile: log, encoding: .utf8),
            talk: "",
            peakMemory: ran.peakMemory
        )
    }

    @Test("closes at its time, and leaves its reason and its log")
    func onTime() async throws {
        try await SimulatedService.serve(.evening()) { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let result = try await run(at: Self.time(in: -1), against: service, in: folder)
            #expect(result.status == 0, "\(result.output)")
            #expect(result.output.contains("All 12 sessions closed.\n"))
            #expect(service.deletes.count == 12)
            let shown = try await service.framectl("runs", "show", changing: ["HOME": folder.url.path])
            #expect(shown.output.contains("it's 6"), "\(shown.everything)")
        }
    }

    @Test("closes nothing at another time: 4")
    func missed() async throws {
        try await SimulatedService.serve(.evening()) { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let result = try await run(at: Self.time(in: 120), against: service, in: folder)
            #expect(result.status == 4)
            #expect(result.output.contains("nothing was closed"))
            #expect(service.controlPlane.history.isEmpty)
        }
    }

    @Test("closes nothing where TZ names a zone that the machine does not know, and whose clock would show UTC: 78")
    func unknownZone() async throws {
        try await SimulatedService.serve(.evening()) { service in
            let line = ["close", "--yes", "--between", "0:00-23:59"]
            let unknown = try await service.with(["TZ": "Europe/Atlantis"]).framectl(line[0], line[1], line[2], line[3])
            #expect(unknown.status == 78)
            #expect(unknown.talk.contains("TZ is “Europe/Atlantis”"), "\(unknown.talk)")
            #expect(service.controlPlane.history.isEmpty)
            let known = try await service.with(["TZ": "CET-1CEST,M3.5.0,M10.5.0/3"])
                .framectl(line[0], line[1], line[2], line[3])
            #expect(known.status == 0, "\(known.talk)")
        }
    }
}
