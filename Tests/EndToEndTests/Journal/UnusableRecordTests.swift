import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A record that cannot be used")
struct UnusableRecordTests {
    /// What stands where the record should be.
    enum Obstacle: CaseIterable, Sendable {
        case randomBytes, cutShort, databaseOfSomethingElse, newerVersion, folder, emptied, gone, logAlone, unreadable,
            inUnreadableFolder, linkToNothing, device

        var code: String {
            switch self {
            case .randomBytes, .cutShort, .emptied: "journal-corrupt"
            case .newerVersion: "journal-newer"
            case .databaseOfSomethingElse, .folder, .gone, .logAlone, .unreadable, .inUnreadableFolder, .linkToNothing,
                .device:
                "journal-unavailable"
            }
        }
    }

    @Test(
        "78 with its own code, the service is asked nothing, and the file is left as it is",
        arguments: Obstacle.allCases,
        [
            ["close", "--yes"], ["runs", "list"], ["runs", "show"], ["runs", "verify"], ["runs", "resume"],
            ["runs", "export"],
        ]
    )
    func unusable(obstacle: Obstacle, command: [String]) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            try await Self.place(obstacle, at: home)
            let before = try Self.bytes(home.journal)
            defer { chmod(URL(filePath: home.journal).deletingLastPathComponent().path, 0o700) }
            try await SimulatedService.serve(try .gallery()) { service in
                // Root reads everything, unless it is without its rights.
                let without = getuid() == 0 ? ["setpriv", "--bounding-set=-all"] : []
                let format = command[1] == "export" ? "jsonl" : "json"
                let result = try await ChildProcess.run(
                    "/usr/bin/env",
                    without + [Framectl.path] + command + ["--output", format],
                    environment: service.recording(in: home).environment,
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 78, "\(result.everything)")
                if format == "json" {
                    let error = try result.json()
                    #expect(error["schema"] as? String == "framectl.error/1")
                    #expect(error["code"] as? String == obstacle.code, "\(result.everything)")
                    #expect(error["exit_status"] as? Int == 78)
                } else {
                    #expect(result.output.isEmpty)
                }
                #expect(result.talk.contains(home.journal))
                #expect(service.controlPlane.history.isEmpty)
            }
            #expect(try Self.bytes(home.journal) == before)
        }
    }

    @Test("a path that leads through a file: 78, naming it")
    func underFile() async throws {
        try await StateHome.with { home in
            let file = try home.folder.write("", to: "file")
            try await SimulatedService.serve(try .gallery()) { service in
                let result = try await service.framectl(
                    "close",
                    "--yes",
                    "--journal",
                    file + "/journal.sqlite",
                    "--output",
                    "json"
                )
                #expect(result.status == 78)
                #expect(try result.json()["code"] as? String == "journal-unavailable")
                #expect(result.talk.contains("Not a directory"))
                #expect(service.controlPlane.history.isEmpty)
            }
        }
    }

    private static func place(_ obstacle: Obstacle, at home: StateHome) async throws {
        let file = URL(filePath: home.journal)
        switch obstacle {
        case .randomBytes:
            var state: UInt64 = 1
            let bytes = (0..<50_000).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(state >> 56)
            }
            try Data(bytes).write(to: file)
        case .cutShort:
            try Data(contentsOf: file).prefix(6_000).write(to: file)
        case .databaseOfSomethingElse:
            try FileManager.default.removeItem(at: file)
            try await Tampering.change(home.journal, "CREATE TABLE recipes (title TEXT)")
        case .newerVersion:
            try await Tampering.change(home.journal, "PRAGMA user_version = 99")
        case .folder:
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        case .emptied:
            try Data().write(to: file)
            try Data().write(to: URL(filePath: home.journal + "-locks"))
        case .gone:
            try FileManager.default.removeItem(at: file)
            try Data().write(to: URL(filePath: home.journal + "-locks"))
        case .logAlone:
            try FileManager.default.moveItem(atPath: home.journal, toPath: home.journal + "-wal")
        case .unreadable:
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: home.journal)
        case .inUnreadableFolder:
            try FileManager.default.setAttributes(
                [.posixPermissions: 0],
                ofItemAtPath: file.deletingLastPathComponent().path
            )
        case .linkToNothing:
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createSymbolicLink(atPath: home.journal, withDestinationPath: "nothing")
        case .device:
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createSymbolicLink(atPath: home.journal, withDestinationPath: "/dev/null")
        }
    }

    private static func bytes(_ path: String) throws -> Data? {
        FileManager.default.contents(atPath: path)
    }
}
