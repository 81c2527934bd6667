import FoundationEssentials
import FrameAPI

@testable import FrameOperations

extension RunEvent.Fact {
    /// One of each case, every member given.
    static let samples: [RunEvent.Fact] = [
        .planned(.sample),
        .plannedMore(
            PlannedMore(
                targets: [Plan.Target(id: "s005", poolID: "prod")],
                skipped: [Planned.Skipped(session: nil, pool: nil, reason: .noID)]
            )
        ),
        .resumed(Resumed(origin: .sample, clientID: "client.img.frame.nutanix.com")),
        .hook(Hook(moment: .before, command: "notify --all", end: .exited(3))),
        .closing(Closing(session: "s001", attempt: 2)),
        .withdrawn(Withdrawn(session: "s001")),
        .answered(
            Answered(session: "s001", meaning: .notSent, status: 503, serviceTime: 1_700_000_007, detail: "no route")
        ),
        .throttled(Throttled(seconds: 1.5, detail: "slow down")),
        .closed(Sighting(session: "s001", pool: "prod")),
        .alreadyGone(Sighting(session: "s001", pool: "prod")),
        .relisted(Sighting(session: "s001", pool: "prod")),
        .absenceConfirmed(AbsenceConfirmed(session: "s004")),
        .newcomer(Sighting(session: "s009", pool: "prod")),
        .newcomerLeft(Sighting(session: "s009", pool: "prod")),
        .outOfScope(OutOfScope(session: "s001", pool: "sandbox", reason: .otherKind("sandbox"))),
        .sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "s009", poolID: "prod")])),
        .witness(Witness(sessions: true)),
        .leftOpen(LeftOpen(sessions: ["s002"])),
        .polled(Polled(sessions: 30, missing: 4)),
        .listed(.sample),
        .listingFailed(ListingFailed(round: 4, code: "timed-out", detail: "no answer in time")),
        .deadlinePassed(DeadlinePassed(left: 2)),
        .interrupted,
        .stopped(Stopped(.credentials, detail: "answered 401")),
        .finished(Conclusion(.incomplete, outcomes: [.closed: 1, .stuck: 1])),
    ]
}

extension Listed {
    static let sample = Listed(
        round: 3,
        sessions: 25,
        left: 2,
        newcomers: 1,
        missing: 1,
        unreadable: 1,
        truncated: "X-Total-Count: 57",
        witness: false,
        asked: 4,
        agreed: 3,
        age: 0,
        distrusted: false,
        open: ["s002"]
    )
}

extension Planned {
    static let sample = Planned(
        runID: "run-1",
        subject: .contoso,
        origin: .sample,
        reason: "end of the training day",
        listedAt: "2023-11-14T22:13:20.000Z",
        serviceTime: 1_700_000_000,
        listed: 3,
        unreadable: 1,
        confirmation: .blanket,
        sweep: .none,
        ceilings: Ceilings(),
        planDigest: nil,
        scope: .sample,
        targetCount: 2,
        skippedCount: 1,
        targets: [Plan.Target(id: "s001", poolID: "prod"), Plan.Target(id: "s002", poolID: "prod")],
        skipped: [Skipped(session: "s003", pool: "sandbox", reason: .sessionExcluded)],
        absent: [Plan.Absent(session: "s004", finding: .notFound, wasListed: true)],
        ignoreNotFound: true,
        doubtful: false,
        notes: []
    )
}

extension Origin {
    static let sample = Origin(user: "admin", host: "desk", pid: 4711, version: "0.1.0")
}

extension Scope {
    static let sample = Scope(
        kinds: ["production"],
        pools: [
            ListedPool(id: "prod", kind: "production", name: "Classroom"),
            ListedPool(id: "sandbox", kind: "sandbox", name: nil),
        ],
        onlyPools: nil,
        exceptPools: [],
        onlySessions: nil,
        exceptSessions: ["s003"],
        protected: nil
    )
}

extension Answered {
    /// An answer without a date.
    init(session: SessionID, meaning: DeleteAnswer.Meaning, status: Int?, detail: String?) {
        self.init(session: session, meaning: meaning, status: status, serviceTime: nil, detail: detail)
    }
}

extension Listed {
    /// A check whose listing is whole and needed nobody's own answer.
    init(round: Int, sessions: Int, left: Int, newcomers: Int, truncated: String? = nil, open: [SessionID] = []) {
        self.init(
            round: round,
            sessions: sessions,
            left: left,
            newcomers: newcomers,
            missing: open.count,
            unreadable: 0,
            truncated: truncated,
            witness: true,
            asked: 0,
            agreed: 0,
            age: 0,
            distrusted: false,
            open: open
        )
    }
}
