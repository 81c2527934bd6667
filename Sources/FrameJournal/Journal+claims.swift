extension Journal {
    /// Refuses when a run of this account is alive. Meant for asking early; ``begin(run:on:holder:reserving:at:isEnded:redact:)``
    /// asks again.
    ///
    /// - Parameter subject: The account.
    /// - Throws: `run-alive`, which names the run and its process.
    package func refuseIfAlive(_ subject: ClaimSubject) throws(JournalError) {
        // With others kept out, the row names whoever holds the lock.
        try connection.readAlone { db in
            guard let entry = try ClaimTable(db: db).entry(for: subject) else { return }
            let held = try ClaimLock.held(among: [entry.number], beside: path)
            if !held.isEmpty { throw JournalError.runAlive(entry) }
        }
    }
}
