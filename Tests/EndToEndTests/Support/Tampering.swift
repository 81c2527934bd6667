import Foundation
import Testing

/// Changes the tables of a record behind the tool's back: as somebody can who has the file and does not compute any hash.
enum Tampering {
    /// Runs statements on a file with its triggers gone and its checks ignored. For statements that name `events`, that is a table with a
    /// row for each event, and each is a batch of its own afterwards. `flip(blob, at)` gives back a blob with one bit of one byte
    /// changed, `flip_line(blob, line, at)` does so in one line of it.
    static func change(_ file: String, _ statements: String) async throws {
        let result = try await ChildProcess.run(
            "/usr/bin/env",
            ["python3", "-c", program, file],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
            input: statements,
            limit: .patience
        )
        try #require(result.status == 0, "\(result.talk)")
    }

    private static let program = #"""
        import sqlite3, sys

        def flip(blob, at):
            changed = bytearray(blob)
            changed[at % len(changed)] ^= 1
            return bytes(changed)

        def flip_line(text, line, at):
            lines = text.split(b"\n")
            lines[line] = flip(lines[line], at)
            return b"\n".join(lines)

        unpack = """
            CREATE TEMP TABLE unpacked AS SELECT * FROM events;
            DROP VIEW events;
            CREATE TABLE events AS SELECT * FROM unpacked;
            DROP TABLE unpacked;
            """
        pack = """;
            DELETE FROM batches;
            INSERT INTO batches (run, first, hashes, bodies) SELECT run, sequence, hash, body FROM events;
            DROP TABLE events;
            """

        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.create_function("flip", 2, flip, deterministic=True)
        database.create_function("flip_line", 3, flip_line, deterministic=True)
        for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        statements = sys.stdin.read()
        if "events" in statements:
            (view,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'events'").fetchone()
            statements = unpack + statements + pack + view
        database.executescript("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;" + statements)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        """#
}
