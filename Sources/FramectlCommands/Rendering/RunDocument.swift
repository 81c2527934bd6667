import FoundationEssentials
import FrameOperations
import FrameWording

/// `framectl.run/1`, the JSON form of a run of the journal, without its list of sessions. Described in docs/output.md.
struct RunDocument: Encodable {
    let schema = "framectl.run/1"
    let runID: String
    let account: String
    let accountName: String?
    let apiURL: String
    let clientID: String?
    let begunAt: String
    let origin: Origin?
    let resumptions: [Resumed]
    let reason: String?
    let confirmation: Confirmation?
    let sweep: Sweep?
    let planDigest: String?
    let state: RunStanding
    let events: Int
    let hooks: [Hook]
    let totals: [String: Int]
    let verdict: String?
    let exitStatus: Int?

    enum CodingKeys: String, CodingKey {
        case schema, account, origin, resumptions, reason, confirmation, sweep, state, events, hooks, totals, verdict
        case runID = "run_id"
        case accountName = "account_name"
        case apiURL = "api_url"
        case clientID = "client_id"
        case begunAt = "begun_at"
        case planDigest = "plan_digest"
        case exitStatus = "exit_status"
    }

    init(_ run: RecordedRun, report: Report?) {
        let planned = run.state.planned
        runID = run.record.id
        account = run.record.subject.account
        accountName = planned?.subject.accountName
        apiURL = run.record.subject.apiURL
        clientID = planned?.subject.clientID
        begunAt = run.record.begunAt.millisecondText
        origin = planned?.origin
        resumptions = run.state.resumptions
        reason = planned?.reason
        confirmation = planned?.confirmation
        sweep = planned?.sweep
        planDigest = planned?.planDigest
        state = run.standing
        events = run.record.eventCount
        hooks = run.state.hooks
        let counts = report?.totals ?? [:]
        totals = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
        verdict = report?.verdict
        exitStatus = run.state.finished.map { Int(ExitStatus($0.ending).rawValue) }
    }
}
