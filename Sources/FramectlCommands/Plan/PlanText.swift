import FoundationEssentials
import FrameAPI
import FrameOperations

/// A plan in every form of output.
struct PlanText {
    private let plan: Plan
    private let sealed: SealedPlan

    init(_ plan: Plan, sealed: SealedPlan? = nil) {
        self.plan = plan
        self.sealed = sealed ?? SealedPlan(plan)
    }

    func write(as form: OutputForm, style: Style, to terminal: any Terminal) {
        let sessions = (0..<plan.listedCount).lazy.map { PlanDocument.Session(at: $0, in: plan) }
        switch form.format {
        case .text: terminal.write(forPeople(style), to: .output)
        case .json: sealed.write { terminal.writeData($0) }
        case .jsonl: for session in sessions { terminal.writeData(JSONText.line(session)) }
        case .csv:
            form.csv.write(
                heading: ["session_id", "pool_id", "verdict", "reason"],
                sessions.map { [$0.id ?? "", $0.poolID ?? "", $0.verdict, $0.reason ?? ""] },
                to: terminal
            )
        }
    }

    /// The document, for a program.
    var json: String {
        var text = ""
        sealed.write { text += $0 }
        return text
    }

    /// The account, a table by pool, what is skipped and why, the notes, and the plan in one sentence.
    func forPeople(_ style: Style) -> String {
        let subject = plan.subject
        var text = style.strong(Excerpt.of(subject.title, limit: 120))
        if subject.title != subject.account.value { text += "  \(Excerpt.of(subject.account.value, limit: 120))" }
        let service = Excerpt.of(subject.apiURL, limit: 300)
        text += "\n" + style.faint("\(service), listed \(plan.takenAt.formatted(.iso8601))") + "\n\n"
        text += table + "\n"
        text += leftAlone
        for note in plan.notes { text += "Note: \(Excerpt.of(note, limit: 300))\n" }
        text += absent
        return text + style.strong(sentence) + "\n"
    }

    private var table: String {
        var table = TextTable([("POOL", .left), ("KIND", .left), ("CLOSE", .right), ("SKIP", .right), ("ID", .left)])
        for row in plan.pools {
            let id = row.pool.id?.value ?? "-"
            table.add([row.pool.name ?? id, row.pool.kind ?? "-", String(row.closing), String(row.leaving), id])
        }
        return table.text
    }

    private var leftAlone: String {
        guard !plan.skipped.isEmpty else { return "" }
        let reasons = Dictionary(grouping: plan.skipped, by: \.reason.words).mapValues(\.count)
        let lines = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "  \($0.value)  \(Excerpt.of($0.key, limit: 200))\n"
        }
        return "Skipped: \(plan.skipped.count)\n" + lines.joined()
    }

    /// The sessions that were meant and are not listed, by what the service says of them.
    private var absent: String {
        let groups: [(String, (Plan.Absent) -> Bool)] = [
            ("Not found", \.isNotFound), ("Not listed, and ended", { !$0.wasListed && $0.finding == .ended }),
            ("Not listed, though live; not closed", { !$0.wasListed && $0.finding == .live }),
            ("Not listed, and the service does not say what became of it", { !$0.wasListed && $0.finding == .unknown }),
            ("No longer listed", \.wasListed),
        ]
        return groups.map { title, belongs in
            let sessions = plan.absent.filter(belongs).map { absent in
                Excerpt.of(absent.session.value, limit: 120)
                    + (absent.lookalike.map { " (did you mean \(Excerpt.of($0.value, limit: 120))?)" } ?? "")
            }
            guard !sessions.isEmpty else { return "" }
            let more = sessions.count > 5 ? " and \(sessions.count - 5) more" : ""
            return "\(title): \(sessions.prefix(5).joined(separator: ", "))\(more)\n"
        }.joined()
    }

    private var sentence: String {
        let count = plan.targets.count
        guard count > 0 else {
            return plan.basis.doubtful
                ? "No session in scope is listed, but the listing may be truncated." : "Nothing to close."
        }
        let pools = Set(plan.targets.map(\.poolID)).count
        return
            "\(count) \(count == 1 ? "session" : "sessions") in \(pools) \(pools == 1 ? "pool" : "pools") will be closed. "
            + "Unsaved work in \(count == 1 ? "it" : "them") will be lost."
    }
}
