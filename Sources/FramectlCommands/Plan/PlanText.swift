import FoundationEssentials
import FrameAPI
import FrameOperations

/// A plan in every form of output.
struct PlanText {
    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    func text(as format: OutputFormat, style: Style) -> String {
        switch format {
        case .text: forPeople(style)
        case .json: JSONText.document(PlanDocument(plan))
        case .jsonl: PlanDocument(plan).sessions.map(JSONText.line).joined()
        case .csv:
            CSVText.rows(
                heading: ["session_id", "pool_id", "verdict", "reason"],
                PlanDocument(plan).sessions.map { [$0.id ?? "", $0.poolID ?? "", $0.verdict, $0.reason ?? ""] }
            )
        }
    }

    /// The account, a table by pool, what is left alone and why, the notes, and the plan in one sentence.
    func forPeople(_ style: Style) -> String {
        let subject = plan.subject
        var text = style.strong(Excerpt.of(subject.title, limit: 120))
        if subject.title != subject.account.value { text += "  \(subject.account)" }
        text += "\n" + style.faint("\(subject.apiURL), listed \(plan.takenAt.formatted(.iso8601))") + "\n\n"
        text += table + "\n"
        text += leftAlone
        for note in plan.notes { text += "Note: \(note)\n" }
        if !plan.absent.isEmpty {
            text += "Named and not listed, so gone already: \(plan.absent.count)\n"
        }
        return text + style.strong(sentence) + "\n"
    }

    private var table: String {
        let targets = Dictionary(grouping: plan.targets, by: \.poolID).mapValues(\.count)
        let skipped = Dictionary(grouping: plan.skipped, by: \.poolID).mapValues(\.count)
        var table = TextTable([("POOL", .left), ("KIND", .left), ("CLOSE", .right), ("LEAVE", .right), ("ID", .left)])
        let selected = Set(plan.pools.compactMap(\.id))
        let ordered = plan.directory.pools.filter { $0.id.map(selected.contains) ?? false }
            + plan.directory.pools.filter { !($0.id.map(selected.contains) ?? false) }
        for pool in ordered {
            guard let id = pool.id else { continue }
            table.add([
                pool.name ?? id.value, pool.kind ?? "-", String(targets[id] ?? 0), String(skipped[id] ?? 0), id.value,
            ])
        }
        return table.text
    }

    private var leftAlone: String {
        guard !plan.skipped.isEmpty else { return "" }
        let reasons = Dictionary(grouping: plan.skipped, by: \.reason.words).mapValues(\.count)
        let lines = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \($0.value)  \($0.key)\n" }
        return "Left alone: \(plan.skipped.count)\n" + lines.joined()
    }

    private var sentence: String {
        let count = plan.targets.count
        guard count > 0 else { return "Nothing to close." }
        let pools = Set(plan.targets.map(\.poolID)).count
        return "To close: \(count) \(count == 1 ? "session" : "sessions") in \(pools) \(pools == 1 ? "pool" : "pools"). "
            + "Their users lose unsaved work."
    }
}
