import FrameAPI
import FrameOperations
import FrameWording

/// A report in every form of output. For `jsonl` the events were printed as they happened, and the report is the last of them.
struct ReportText {
    private let report: Report

    init(_ report: Report) {
        self.report = report
    }

    /// Writes the report; the verdict and the command to resume are messages beside it, in every format.
    ///
    /// - Parameters:
    ///   - form: The format.
    ///   - style: Weight and colour.
    ///   - terminal: The destination.
    func write(as form: OutputForm, style: Style, to terminal: any Terminal) {
        switch form.format {
        case .text: terminal.write(left(in: terminal.space(on: .output)?.columns), to: .output)
        case .json: writeJSON { terminal.writeData($0) }
        case .jsonl: break
        case .csv: writeRows(as: form.csv, to: terminal)
        }
        terminal.writeText(ending(style))
    }

    /// Writes the sessions, a row each.
    func writeRows(as csv: CSVText, to terminal: any Terminal) {
        csv.write(
            heading: ["session_id", "pool_id", "outcome", "attempts", "reason"],
            report.sessions.lazy.map {
                [
                    $0.id?.value ?? "", $0.poolID?.value ?? "", $0.outcome.rawValue, String($0.attempts),
                    $0.reason?.words(in: .commandLine) ?? "",
                ]
            },
            to: terminal
        )
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

    /// Details beyond the verdict, the command to resume, and the verdict last.
    func ending(_ style: Style) -> String {
        let verdict = Excerpt.of(report.verdict, limit: 1_000)
        return notes + remedy + (report.ending == .complete ? style.good(verdict) : style.bad(verdict)) + "\n"
    }

    private var notes: String {
        var notes = ""
        if report.newlyUnreadableCount > 0 {
            notes +=
                "Listed since then without a usable id or pool, and not closed: \(report.newlyUnreadableCount). "
                + "To see them: framectl sessions list\n"
        }
        for session in report.skippedThoughNamed.prefix(Self.longest) {
            let id = Excerpt.of(session.id?.value ?? "", limit: 120)
            notes +=
                "Named, and not closed: \(id) (\(session.reason?.words(in: .commandLine) ?? "left out by the plan"))\n"
        }
        return notes
    }

    private static let longest = 20

    private static let open: Set<Outcome> = [.closing, .stuck, .unverified, .failed, .notFound, .newcomer]

    /// The remaining sessions, one by one.
    private func left(in room: Int?) -> String {
        let open = report.sessions.filter { Self.open.contains($0.outcome) }
        guard !open.isEmpty else { return "" }
        var table = TextTable([("SESSION", .left), ("POOL", .detail), ("OUTCOME", .left), ("WHY", .left)])
        for session in open.prefix(Self.longest) {
            table.add([
                session.id?.value ?? "-", session.poolID?.value ?? "-", session.outcome.rawValue,
                session.reason?.words(in: .commandLine) ?? "",
            ])
        }
        let more = open.count - Self.longest
        return table.text(in: room) + (more > 0 ? "… and \(more) more; --output json or csv names them all\n" : "")
            + "\n"
    }

    /// How to continue after an incomplete end, as a line; empty after a complete one.
    var remedy: String {
        let resume = "framectl runs resume \(report.runID)"
        return switch report.ending {
        case .complete: ""
        case .interrupted: "To resume: \(resume)\n"
        case .hookFailed: "No session is left. Run the hook by hand, or: \(resume) --after …\n"
        case .incomplete:
            "To see what is listed now: framectl plan." + (report.isResumable ? " To resume: \(resume)\n" : "\n")
        case .refused: "Fix the hook before the close, then: \(resume) --before …\n"
        case .proxyRefused:
            "Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT with the right password. Then: \(resume)\n"
        case .credentialsRefused:
            "Check the client ID and the client secret, and that the role of the credential may close sessions on this "
                + "account (Customer Support may, Customer Auditor only reads). Then: \(resume)\n"
        }
    }
}
