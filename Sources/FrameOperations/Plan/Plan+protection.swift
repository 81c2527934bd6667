import FrameAPI

extension Plan {
    /// The same plan, with more that is spared from now on. Its targets are what they were; a look decides which of them may still
    /// be closed.
    ///
    /// - Throws: ``OperationsError`` with the code `unknown-protected-pool`.
    func protected(by protections: Protections) throws(OperationsError) -> Plan {
        guard !protections.all.isEmpty else { return self }
        return Plan(
            subject: subject,
            takenAt: takenAt,
            selection: try selection.protected(by: protections),
            targets: targets,
            skipped: skipped,
            absent: absent,
            basis: basis,
            notes: notes
        )
    }

    /// Refuses a listing that leaves open whether protected users are among those who would be closed.
    ///
    /// - Parameters:
    ///   - skipped: The sessions that the listing shows and that are left alone.
    ///   - others: How many sessions besides these would be closed.
    /// - Throws: ``OperationsError`` with the code `field-not-sent`.
    static func refuseUnknownUsers(_ skipped: [Skipped], besides others: Int) throws(OperationsError) {
        let sources = skipped.compactMap { session in
            if case .userNotSent(let source) = session.reason { source } else { nil }
        }
        guard let source = sources.first else { return }
        throw .usersNotSent(source: source, sessions: sources.count, inScope: sources.count + others)
    }
}

extension Selection {
    /// Protected users of whom a listing shows no session: they have none, or are spelt in another way.
    func notes(on sessions: [ActiveSession]) -> [String] {
        let protected = protectedUsers
        guard !protected.isEmpty else { return [] }
        let listed = Set(sessions.flatMap(\.users).map { $0.lowercased() })
        let missing = protected.filter { !listed.contains($0.lowercased()) }
        guard !missing.isEmpty else { return [] }
        return ["Protected users of whom no session is listed: \(missing.joined(separator: ", "))."]
    }
}
