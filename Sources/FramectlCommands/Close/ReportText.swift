import FrameAPI
import FrameOperations

/// A report in every form of output. For `jsonl` the events were printed as they happened, and the report is the last of them.
struct ReportText {
    private let report: Report

    init(_ report: Report) {
        self.report = report
    }

    func write(as format: OutputFormat, style: Style, to terminal: any Terminal) {
        switch format {
        case .text:
            terminal.write(forPeople(style), to: .output)
        case .json:
            writeJSON { terminal.write($0, to: .output) }
        case .jsonl:
            break
        case .csv:
            CSVText.write(
                heading: ["session_id", "pool_id", "outcome", "attempts", "reason"],
                report.sessions.lazy.map {
                    [
                        $0.id?.value ?? "", $0.poolID?.value ?? "", $0.outcome.rawValue, String($0.attempts),
                        $0.reason ?? "",
                    ]
                },
                to: terminal
            )
        }
    }

    /// The document, for a program.
    var json: String {
        var text = ""
        writeJSON { text += $0 }
        return text
    }

    private func writeJSON(into take: (String) -> Void) {
        let rows = report.sessions.lazy.map(ReportDocument.Session.init)
        JSONText.write(ReportDocument(report), list: "sessions", of: rows, into: take)
    }

    /// What is left, session by session; how to go on; and the verdict last.
    private func forPeople(_ style: Style) -> String {
        let isComplete = report.ending == .complete
        let verdict = isComplete ? style.good(report.verdict) : style.bad(report.verdict)
        return left + (isComplete ? "" : remedy) + verdict + "\n"
    }

    private static let longest = 20

    private var left: String {
        let open = report.sessions.filter { [.stuck, .unverified, .failed, .newcomer].contains($0.outcome) }
        guard !open.isEmpty else { return "" }
        var table = TextTable([("SESSION", .left), ("POOL", .left), ("OUTCOME", .left), ("WHY", .left)])
        for session in open.prefix(Self.longest) {
            table.add([
                session.id?.value ?? "-", session.poolID?.value ?? "-", session.outcome.rawValue, session.reason ?? "",
            ])
        }
        let more = open.count - Self.longest
        return table.text + (more > 0 ? "… and \(more) more; --output json or csv names them all\n" : "") + "\n"
    }

    /// How to go on after an end that is no good one, as a line; empty for a good one.
    var remedy: String {
        let goOn = "framectl runs resume \(report.runID)"
        return switch report.ending {
        case .complete: ""
        case .interrupted: "To go on with what is left: \(goOn)\n"
        case .incomplete where report.isAllGone:
            "Nobody is left. Run the command after the close by hand, or: \(goOn) --after …\n"
        case .incomplete:
            "To go on: look with framectl plan, then run framectl close again, or \(goOn) for what is left.\n"
        case .refused: "To go on: mend the command before the close, then: \(goOn) --before …\n"
        case .credentialsRefused: "To go on: check the credential with framectl doctor, then: \(goOn)\n"
        }
    }
}
