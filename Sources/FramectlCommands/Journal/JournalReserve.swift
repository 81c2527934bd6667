import FrameAPI
import FrameOperations

/// How much room a run sets aside on the disk before it begins.
enum JournalReserve {
    /// What a run of nobody takes, with a margin.
    private static let base = 8 << 20
    /// What the events of a session take, in SQLite's log and then in the file, with a margin: two repetitions of its DELETE.
    private static let perTarget = 2_560
    private static let perSkipped = 384

    /// The room for one run of a plan.
    static func bytes(for plan: Plan) -> Int {
        base + plan.targets.count * perTarget + plan.skipped.count * perSkipped
    }
}

extension ClaimSubject {
    /// The account of a plan, at the service that is asked.
    init(_ account: AccountID, _ service: ServiceConnection) {
        self.init(account: account.value, apiURL: service.client.baseURL.description)
    }
}

extension ClaimHolder {
    /// The process that carries a run out.
    init(_ origin: Origin) {
        self.init(pid: origin.pid, host: origin.host, user: origin.user)
    }
}

extension RunTerms {
    /// How this process carries out a plan.
    init(_ origin: Origin, for plan: Plan, in context: CommandContext) {
        self.init(
            holder: ClaimHolder(origin),
            reserve: JournalReserve.bytes(for: plan),
            time: context.time.now(),
            isEnded: \.isEnd,
            redact: context.redaction.redact
        )
    }
}

extension RunEvent {
    /// Whether it is the end of a run.
    var isEnd: Bool {
        if case .finished = fact { true } else { false }
    }
}
