import Foundation
import FrameSimulator
import Testing

/// A finished record of three runs, made once by the tool itself and copied for each test that spoils it.
actor RecordedEvenings {
    static let shared = RecordedEvenings()
    private var made: Task<(file: Data, runs: [String]), any Error>?

    /// Hands out a copy and the ids of its runs.
    nonisolated func copied(_ work: @Sendable (StateHome, [String]) async throws -> Void) async throws {
        let (file, runs) = try await record()
        try await StateHome.with { home in
            let journal = URL(filePath: home.journal)
            try FileManager.default.createDirectory(
                at: journal.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try file.write(to: journal)
            try await work(home, runs)
        }
    }

    private func record() async throws -> (file: Data, runs: [String]) {
        let making = made ?? Task { try await Self.make() }
        made = making
        return try await making.value
    }

    private static func make() async throws -> (file: Data, runs: [String]) {
        try await StateHome.with { home in
            for _ in 1...3 {
                let end = try await SimulatedService.serve(try .gallery()) { service in
                    try await service.recording(in: home).framectl("close", "--yes")
                }
                #expect(end.status == 0)
            }
            try await home.expectWhole()
            // Whoever only read it may have left an empty log.
            try await home.shell(
                "python3 -c 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
                    + "db.execute(\"PRAGMA wal_checkpoint(TRUNCATE)\"); db.close()' \"$J\""
            )
            let wal = home.journal + "-wal"
            #expect(!FileManager.default.fileExists(atPath: wal), "the file alone is the record")
            return (try Data(contentsOf: URL(filePath: home.journal)), try await home.list().map(\.runID))
        }
    }
}
