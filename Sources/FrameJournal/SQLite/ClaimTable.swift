import FoundationEssentials
package import FrameOperations
import GRDB

/// The rows that name the present, or last, holder of each claim.
struct ClaimTable {
    /// One claim.
    struct Entry {
        /// Its byte in the file of locks.
        let number: Int
        /// The number and the id of the run that took it last.
        let run: Int
        let id: String
        /// The process that took it.
        let holder: ClaimHolder
    }

    let db: Database

    func entry(for subject: ClaimSubject) throws -> Entry? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT claims.number, run, id, pid, host, user FROM claims JOIN runs ON runs.number = run
                WHERE account = ? AND api_url = ?
                """,
            arguments: [subject.account, subject.apiURL]
        )
        return try row.map { row in
            Entry(
                number: try row.decode(Int.self, atIndex: 0),
                run: try row.decode(Int.self, atIndex: 1),
                id: try row.decode(String.self, atIndex: 2),
                holder: ClaimHolder(
                    pid: try row.decode(Int.self, atIndex: 3),
                    host: try row.decode(String.self, atIndex: 4),
                    user: try row.decode(String.self, atIndex: 5)
                )
            )
        }
    }

    /// A number that no claim has had.
    func nextNumber() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT 1 + coalesce(max(number), 0) FROM claims") ?? 1
    }

    /// Stores the new holder of a claim.
    func set(_ number: Int, _ subject: ClaimSubject, run: Int, holder: ClaimHolder, since: Date) throws {
        try db.execute(
            sql: """
                INSERT INTO claims (number, account, api_url, run, since, pid, host, user)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (account, api_url)
                DO UPDATE SET run = excluded.run, since = excluded.since, pid = excluded.pid, host = excluded.host,
                user = excluded.user
                """,
            arguments: [
                number, subject.account, subject.apiURL, run, since.millisecondText, holder.pid,
                holder.host, holder.user,
            ]
        )
    }
}

extension JournalError {
    static func runAlive(_ entry: ClaimTable.Entry?) -> JournalError {
        let who = entry.map { "run \($0.id) of process \($0.holder.pid) (\($0.holder.user)@\($0.holder.host))" }
        let look = entry.map { ", or inspect it with `framectl runs show \($0.id)`" } ?? ""
        return JournalError(
            .runAlive,
            detail: "\(who ?? "another run") is closing sessions of this account right now",
            remedy: "Wait until it has ended\(look)"
        )
    }
}

extension Journal: ClaimStore {
    package func refuseIfAlive(_ subject: ClaimSubject) async throws(JournalError) {
        // While other writers are excluded, the row names the holder of the lock.
        try await connection.readAlone { [path] db in
            guard let entry = try ClaimTable(db: db).entry(for: subject) else { return }
            let held = try ClaimLock.held(among: [entry.number], beside: path)
            if !held.isEmpty { throw JournalError.runAlive(entry) }
        }
    }
}
