import FrameAPI
package import FrameOperations

/// How much disk space a run reserves before it begins.
package enum JournalReserve {
    /// The space of a run without sessions, with a margin.
    private static let base = 8 << 20
    /// The space of the events of a session, in SQLite's log and then in the file, with a margin: two repetitions of its DELETE.
    private static let perTarget = 2_560
    private static let perSkipped = 384

    /// The space for one run of a plan.
    package static func bytes(for plan: Plan) -> Int {
        base + plan.targets.count * perTarget + plan.skipped.count * perSkipped
    }
}

extension ClaimHolder {
    /// The process that carries a run out.
    init(_ origin: Origin) {
        self.init(pid: origin.pid, host: origin.host, user: origin.user)
    }
}

extension RunTerms {
    /// The terms of this process for a plan.
    init(for plan: Plan, in workplace: Workplace) {
        self.init(
            holder: ClaimHolder(workplace.origin),
            reserve: JournalReserve.bytes(for: plan),
            time: workplace.time.now(),
            isEnded: \.isEnd,
            redact: workplace.redact
        )
    }
}
