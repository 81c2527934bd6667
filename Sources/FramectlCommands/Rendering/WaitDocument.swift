import FrameAPI
import FrameOperations
import FrameWording

/// `framectl.wait/1`, the JSON form of a wait, without its list of sessions. Described in docs/output.md.
struct WaitDocument: Encodable {
    /// A listed session that cannot be judged.
    struct Unknown: Encodable {
        let id: String?
        let poolID: String?
        let reason: String

        enum CodingKeys: String, CodingKey {
            case id, reason
            case poolID = "pool_id"
        }

        init(_ session: Plan.Skipped) {
            id = session.id?.value
            poolID = session.poolID?.value
            reason = session.reason.words(in: .commandLine)
        }
    }

    let schema = "framectl.wait/1"
    let account: String
    let apiURL: String
    let empty: Bool
    let checks: Int
    let evidence: Evidence
    let unverified: [SessionID]
    let notFound: [SessionID]
    let unknown: Int
    let unknownSessions: [Unknown]
    let waitedSeconds: Double
    let verdict: String
    let exitStatus: Int32

    enum CodingKeys: String, CodingKey {
        case schema, account, empty, checks, evidence, unverified, unknown, verdict
        case apiURL = "api_url"
        case notFound = "not_found"
        case unknownSessions = "unknown_sessions"
        case waitedSeconds = "waited_seconds"
        case exitStatus = "exit_status"
    }

    init(_ result: EmptyResult, account: AccountID, apiURL: String) {
        self.account = account.value
        self.apiURL = apiURL
        empty = result.verdict == .empty
        checks = result.checks
        evidence = result.evidence
        unverified = result.unverified
        notFound = result.notFound
        unknown = result.unknown.count
        unknownSessions = result.unknown.map(Unknown.init)
        waitedSeconds = (result.waited / .milliseconds(1)).rounded() / 1_000
        verdict = result.words
        exitStatus = ExitStatus(result.verdict).rawValue
    }

    func write(as form: WaitEmpty.Form, of result: EmptyResult, style: Style, to terminal: any Terminal) {
        let left = result.left ?? []
        switch form {
        case .json:
            JSONText.write(self, list: "sessions_left", of: left, to: terminal)
            if case .failed = result.verdict { return }
            terminal.writeText(verdict + "\n")
        case .text:
            let sentence = empty ? style.good(verdict) : style.bad(verdict)
            let columns = terminal.space(on: .output)?.columns
            terminal.writeText(table(of: left, in: columns) + sentence + "\n", to: .output)
        }
    }

    private static let longest = 20

    private func table(of left: [Plan.Target], in columns: Int?) -> String {
        let rows =
            left.map { [$0.id.value, $0.poolID.value, "in scope"] }
            + unverified.map { [$0.value, "-", "not listed, and not confirmed to be gone"] }
            + unknownSessions.map { [$0.id ?? "-", $0.poolID ?? "-", $0.reason] }
        guard !rows.isEmpty else { return "" }
        var table = TextTable([("SESSION", .left), ("POOL", .detail), ("WHY", .left)])
        for row in rows.prefix(Self.longest) { table.add(row) }
        let more = rows.count - Self.longest
        return table.text(in: columns) + (more > 0 ? "… and \(more) more; --output json names them all\n" : "") + "\n"
    }
}
