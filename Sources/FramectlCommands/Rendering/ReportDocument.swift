import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording

/// `framectl.report/1`, the JSON form of a report, without its list of sessions. Described in docs/output.md.
struct ReportDocument: Encodable {
    struct Session: JSONRow {
        let id: String?
        let poolID: String?
        let outcome: Outcome
        let attempts: Int
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case id, outcome, attempts, reason
            case poolID = "pool_id"
        }

        init(_ session: Report.Session) {
            id = session.id?.value
            poolID = session.poolID?.value
            outcome = session.outcome
            attempts = session.attempts
            reason = session.reason?.words(in: .commandLine)
        }

        func write(to line: inout JSONLine) {
            line.add("attempts", attempts)
            line.addAlways("id", id)
            line.add("outcome", outcome.rawValue)
            line.addAlways("pool_id", poolID)
            line.addAlways("reason", reason)
        }

        /// Every key is always present; an unknown value is null.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(poolID, forKey: .poolID)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(attempts, forKey: .attempts)
            try container.encode(reason, forKey: .reason)
        }
    }

    let schema = "framectl.report/1"
    let account: String
    let accountName: String?
    let apiURL: String
    let runID: String
    let reason: String?
    let startedAt: String
    let finishedAt: String
    let totals: [String: Int]
    let evidence: Evidence
    let doubtful: Bool
    let unreadable: Int
    let verdict: String
    let exitStatus: Int

    enum CodingKeys: String, CodingKey {
        case schema, account, reason, totals, evidence, doubtful, unreadable, verdict
        case accountName = "account_name"
        case apiURL = "api_url"
        case runID = "run_id"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case exitStatus = "exit_status"
    }

    init(_ report: Report) {
        account = report.subject.account.value
        accountName = report.subject.accountName
        apiURL = report.subject.apiURL
        runID = report.runID
        reason = report.reason
        startedAt = report.startedAt.millisecondText
        finishedAt = report.finishedAt.millisecondText
        totals = Dictionary(uniqueKeysWithValues: report.totals.map { ($0.key.rawValue, $0.value) })
        evidence = report.evidence
        doubtful = report.isDoubtful
        unreadable = report.unreadableCount
        verdict = report.verdict
        exitStatus = Int(ExitStatus(report.ending).rawValue)
    }
}
