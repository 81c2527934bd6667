import FrameAPI
import FrameOperations

/// `framectl.wait/1`, the JSON form of a wait, but for its list of sessions. Described in docs/output.md.
struct WaitDocument: Encodable {
    let schema = "framectl.wait/1"
    let account: String
    let apiURL: String
    let empty: Bool
    let looks: Int
    let unknown: Int
    let waitedSeconds: Double
    let verdict: String
    let exitStatus: Int32

    enum CodingKeys: String, CodingKey {
        case schema, account, empty, looks, unknown, verdict
        case apiURL = "api_url"
        case waitedSeconds = "waited_seconds"
        case exitStatus = "exit_status"
    }

    init(_ result: EmptyResult, account: AccountID, apiURL: String) {
        self.account = account.value
        self.apiURL = apiURL
        empty = result.verdict == .empty
        looks = result.looks
        unknown = result.unknown
        waitedSeconds = (result.waited / .milliseconds(1)).rounded() / 1_000
        verdict = result.words
        exitStatus = ExitStatus(result.verdict).rawValue
    }

    func write(as form: WaitEmpty.Form, of result: EmptyResult, style: Style, to terminal: any Terminal) {
        let left = result.left ?? []
        switch form {
        case .json:
            JSONText.write(self, list: "sessions_left", of: left, to: terminal)
        case .text:
            let sentence = empty ? style.good(verdict) : style.bad(verdict)
            terminal.write(Self.table(of: left) + sentence + "\n", to: .output)
        }
    }

    private static let longest = 20

    private static func table(of left: [Plan.Target]) -> String {
        guard !left.isEmpty else { return "" }
        var table = TextTable([("SESSION", .left), ("POOL", .left)])
        for session in left.prefix(longest) { table.add([session.id.value, session.poolID.value]) }
        let more = left.count - longest
        return table.text + (more > 0 ? "… and \(more) more; --output json names them all\n" : "") + "\n"
    }
}
