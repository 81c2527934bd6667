import FrameAPI

extension Plan {
    /// The same plan, with further protections from now on. Its targets do not change; a check decides which of them may still be closed.
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

    /// Refuses a listing that does not show whether protected users are among the sessions to close.
    ///
    /// - Parameters:
    ///   - skipped: The listed sessions that are skipped.
    ///   - others: How many sessions besides these would be closed.
    /// - Throws: ``OperationsError`` with the code `field-not-sent`.
    static func refuseUnknownUsers(_ skipped: [Skipped], besides others: Int) throws(OperationsError) {
        let sources = skipped.compactMap { session in
            session.reason.code == .userNotSent ? session.reason.source : nil
        }
        guard let source = sources.first else { return }
        throw .usersNotSent(source: source, sessions: sources.count, inScope: sources.count + others)
    }
}
