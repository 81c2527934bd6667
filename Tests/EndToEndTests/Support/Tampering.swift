import Foundation
import Testing

/// Changes the tables of a record behind the tool's back: as somebody can who has the file and does not compute any hash.
enum Tampering {
    /// Runs statements on a file with its triggers gone and its checks ignored. `flip(blob, at)` gives back a blob with one bit of
    /// one byte changed.
    static func change(_ file: String, _ statements: String) async throws {
        let result = try await ChildProcess.run(
            "/usr/bin/env",
            ["python3", "-c", program, file],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
            input: statements,
            limit: .seconds(60)
        )
        try #require(result.status == 0, "\(result.talk)")
    }

    private static let program = """
        import sqlite3, sys

        def flip(blob, at):
            changed = bytearray(blob)
            changed[at % len(changed)] ^= 1
            return bytes(changed)

        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.create_function("flip", 2, flip, deterministic=True)
        for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.executescript("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;" + sys.stdin.read())
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        """
}
