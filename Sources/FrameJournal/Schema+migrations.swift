import GRDB

extension Schema {
    /// Every step from an empty file to the present tables. Steps are only ever added at the end.
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("runs, events and claims") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
            try db.execute(sql: runs)
            try db.execute(sql: events)
            try db.execute(sql: claims)
        }
        migrator.registerMigration("events are counted once for each transaction") { db in
            try db.execute(sql: "PRAGMA user_version = 2")
            try db.execute(sql: countedEvents)
        }
        migrator.registerMigration("events that are written together share a row") { db in
            try db.execute(sql: "PRAGMA user_version = 3")
            try db.execute(sql: batches)
        }
        return migrator
    }()

    private static let runs = """
        CREATE TABLE runs (
          number INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number >= 1),
          id TEXT NOT NULL UNIQUE CHECK (id <> '' AND id NOT GLOB '*[^A-Za-z0-9._-]*'),
          opening TEXT NOT NULL CHECK (json_valid(opening) AND opening ->> '$.number' = number AND opening ->> '$.id' = id),
          opening_hash BLOB NOT NULL CHECK (length(opening_hash) = 32),
          event_count INTEGER NOT NULL DEFAULT 0 CHECK (event_count >= 0),
          head BLOB NOT NULL CHECK (length(head) = 32)
        ) STRICT;
        CREATE TRIGGER runs_are_added_in_order BEFORE INSERT ON runs
          WHEN NEW.number <> 1 + coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'runs'), 0)
          OR EXISTS (SELECT 1 FROM runs WHERE id = NEW.id)
          BEGIN SELECT RAISE(ABORT, 'runs are added one after the other'); END;
        CREATE TRIGGER runs_keep_their_openings BEFORE UPDATE OF number, id, opening, opening_hash ON runs
          BEGIN SELECT RAISE(ABORT, 'the opening of a run is never changed'); END;
        CREATE TRIGGER runs_only_grow BEFORE UPDATE OF event_count, head ON runs
          WHEN NEW.event_count <= OLD.event_count
          BEGIN SELECT RAISE(ABORT, 'a run only grows'); END;
        CREATE TRIGGER runs_are_kept BEFORE DELETE ON runs
          BEGIN SELECT RAISE(ABORT, 'runs are never deleted'); END;
        """

    private static let events = """
        CREATE TABLE events (
          run INTEGER NOT NULL REFERENCES runs (number),
          sequence INTEGER NOT NULL CHECK (sequence >= 1),
          body TEXT NOT NULL CHECK (json_valid(body) AND body ->> '$.seq' = sequence),
          hash BLOB NOT NULL CHECK (length(hash) = 32),
          PRIMARY KEY (run, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER events_are_added_in_order BEFORE INSERT ON events
          WHEN NEW.sequence <> 1 + coalesce((SELECT max(sequence) FROM events WHERE run = NEW.run), 0)
          BEGIN SELECT RAISE(ABORT, 'events are added one after the other'); END;
        CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER events_are_kept BEFORE DELETE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        """

    /// One row for each account that ever had a run. Who holds the claim now is said by the lock on the byte of that number.
    private static let claims = """
        CREATE TABLE claims (
          number INTEGER PRIMARY KEY CHECK (number >= 1),
          account TEXT NOT NULL,
          api_url TEXT NOT NULL,
          run INTEGER NOT NULL REFERENCES runs (number),
          since TEXT NOT NULL,
          pid INTEGER NOT NULL,
          host TEXT NOT NULL,
          user TEXT NOT NULL,
          UNIQUE (account, api_url)
        ) STRICT;
        """

    /// That each event has the number after the one before was checked for each event, which took a quarter of the time of a row. The
    /// head of a run moves once for all that is written together: then as many are there as it says, and none lies beyond it. That
    /// none is replaced is seen to by the trigger against deletion, see ``Connection``.
    private static let countedEvents = """
        DROP TRIGGER events_are_added_in_order;
        CREATE TRIGGER runs_count_their_events BEFORE UPDATE OF event_count ON runs
          WHEN NEW.event_count - OLD.event_count <>
            (SELECT count(*) FROM events WHERE run = OLD.number AND sequence > OLD.event_count)
          OR NEW.event_count <> (SELECT max(sequence) FROM events WHERE run = OLD.number)
          BEGIN SELECT RAISE(ABORT, 'events are added one after the other'); END;
        """

    /// A row for each event took more time than all else that is done to write it down. What was written that way moves into batches of
    /// one; a version that knows nothing of them and is at work meanwhile goes on through the view, and so does whoever reads.
    private static let batches = """
        CREATE TABLE batches (
          run INTEGER NOT NULL REFERENCES runs (number),
          first INTEGER NOT NULL CHECK (first >= 1),
          hashes BLOB NOT NULL CHECK (length(hashes) > 0 AND length(hashes) % 32 = 0),
          bodies TEXT NOT NULL,
          PRIMARY KEY (run, first)
        ) STRICT;
        INSERT INTO batches SELECT run, sequence, hash, body FROM events ORDER BY run, sequence;
        CREATE TRIGGER batches_are_added_in_order BEFORE INSERT ON batches
          WHEN NEW.first <> coalesce(
            (SELECT first + length(hashes) / 32 FROM batches WHERE run = NEW.run ORDER BY first DESC LIMIT 1), 1)
          BEGIN SELECT RAISE(ABORT, 'events are added one after the other'); END;
        CREATE TRIGGER batches_are_never_changed BEFORE UPDATE ON batches
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER batches_are_kept BEFORE DELETE ON batches
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        DROP TRIGGER runs_count_their_events;
        DROP TABLE events;
        CREATE TRIGGER runs_count_their_events BEFORE UPDATE OF event_count ON runs
          WHEN NEW.event_count IS NOT
            (SELECT first + length(hashes) / 32 - 1 FROM batches WHERE run = OLD.number ORDER BY first DESC LIMIT 1)
          BEGIN SELECT RAISE(ABORT, 'a run has as many events as it says'); END;
        CREATE VIEW events (run, sequence, body, hash) AS
          SELECT run, first + line.key, line.value, substr(hashes, 1 + 32 * line.key, 32)
          FROM batches, json_each('[' || replace(bodies, char(10), ',') || ']') AS line;
        CREATE TRIGGER events_are_added INSTEAD OF INSERT ON events
          BEGIN
            SELECT RAISE(ABORT, 'an event is JSON and has its number')
              WHERE NOT json_valid(NEW.body) OR NEW.body ->> '$.seq' IS NOT NEW.sequence;
            INSERT INTO batches VALUES (NEW.run, NEW.sequence, NEW.hash, NEW.body);
          END;
        CREATE TRIGGER events_are_never_changed INSTEAD OF UPDATE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER events_are_kept INSTEAD OF DELETE ON events
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        """
}
