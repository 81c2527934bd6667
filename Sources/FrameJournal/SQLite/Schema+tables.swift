extension Schema {
    static let runs = """
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

    /// One row for each account that ever had a run. The lock on the byte of that number says whether the claim is held.
    static let claims = """
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

    /// Events that are written together share a row, because a row for each took more time than all other work of writing it. The event
    /// count of a run is checked once for all that is written together. The trigger against deletion prevents replacing rows, see
    /// ``Connection``.
    static let batches = """
        CREATE TABLE batches (
          run INTEGER NOT NULL REFERENCES runs (number),
          first INTEGER NOT NULL CHECK (first >= 1),
          hashes BLOB NOT NULL CHECK (length(hashes) > 0 AND length(hashes) % 32 = 0),
          bodies TEXT NOT NULL,
          PRIMARY KEY (run, first)
        ) STRICT;
        CREATE TRIGGER batches_are_added_in_order BEFORE INSERT ON batches
          WHEN NEW.first <> coalesce(
            (SELECT first + length(hashes) / 32 FROM batches WHERE run = NEW.run ORDER BY first DESC LIMIT 1), 1)
          BEGIN SELECT RAISE(ABORT, 'events are added one after the other'); END;
        CREATE TRIGGER batches_are_never_changed BEFORE UPDATE ON batches
          BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
        CREATE TRIGGER batches_are_kept BEFORE DELETE ON batches
          BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        CREATE TRIGGER runs_count_their_events BEFORE UPDATE OF event_count ON runs
          WHEN NEW.event_count IS NOT
            (SELECT first + length(hashes) / 32 - 1 FROM batches WHERE run = OLD.number ORDER BY first DESC LIMIT 1)
          BEGIN SELECT RAISE(ABORT, 'a run has as many events as it says'); END;
        """

    /// Each event as a row of its own, for readers.
    static let events = """
        CREATE VIEW events (run, sequence, body, hash) AS
          SELECT run, first + line.key, line.value, substr(hashes, 1 + 32 * line.key, 32)
          FROM batches, json_each('[' || replace(bodies, char(10), ',') || ']') AS line;
        """
}
