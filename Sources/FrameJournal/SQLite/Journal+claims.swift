package import FrameOperations

extension Journal: ClaimStore {
    package func refuseIfAlive(_ subject: ClaimSubject) async throws(JournalError) {
        // With others kept out, the row names whoever holds the lock.
        try await connection.readAlone { [path] db in
            guard let entry = try ClaimTable(db: db).entry(for: subject) else { return }
            let held = try ClaimLock.held(among: [entry.number], beside: path)
            if !held.isEmpty { throw JournalError.runAlive(entry) }
        }
    }
}
