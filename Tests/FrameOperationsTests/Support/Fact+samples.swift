import FoundationEssentials
import FrameAPI

@testable import FrameOperations

extension RunEvent.Fact {
    /// One of each case, every member given.
    static let samples: [RunEvent.Fact] = [
        .planned(.sample),
        .closing(Closing(session: "s001", attempt: 2)),
        .answered(Answered(session: "s001", meaning: .notSent, status: 503, detail: "no route")),
        .throttled(Throttled(seconds: 1.5, reason: "slow down")),
        .closed(Sighting(session: "s001", pool: "prod")),
        .alreadyGone(Sighting(session: "s001", pool: "prod")),
        .relisted(Sighting(session: "s001", pool: "prod")),
        .newcomer(Sighting(session: "s009", pool: "prod")),
        .newcomerLeft(Sighting(session: "s009", pool: "prod")),
        .listed(Listed(round: 3, sessions: 25, left: 2, newcomers: 1, doubtful: true, open: ["s002"])),
        .lookFailed(LookFailed(round: 4, code: "timed-out", reason: "no answer in time")),
        .interrupted(Interrupted(reason: "interrupted by the user")),
        .stopped(Stopped(cause: .credentials, reason: "answered 401")),
        .finished(Finished(verdict: "Incomplete: 1 closed, 1 stuck.", exitStatus: 3)),
    ]
}

extension Planned {
    static let sample = Planned(
        runID: "run-1",
        subject: .contoso,
        listedAt: "2023-11-14T22:13:20.000Z",
        consent: "--yes",
        targets: [Plan.Target(id: "s001", poolID: "prod"), Plan.Target(id: "s002", poolID: "prod")],
        skipped: [Skipped(session: "s003", pool: "sandbox", reason: "spared by --exclude-session")],
        absent: ["s004"],
        doubtful: false
    )
}
