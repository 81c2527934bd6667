import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording

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
        case .text: terminal.write(forPeople(style, on: terminal.space(on: .output)), to: .output)
        case .json: sealed.write { terminal.writeData($0) }
        case .jsonl: JSONText.writeLines(sessions, to: terminal)
        case .csv:
            form.csv.write(
                heading: ["session_id", "pool_id", "verdict", "reason"],
                sessions.map { [$0.id ?? "", $0.poolID ?? "", $0.verdict, $0.reason?.words(in: .commandLine) ?? ""] },
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

    /// The account, a table by pool, the skipped sessions with the reasons, the notes, and the plan in one sentence.
    ///
    /// - Parameters:
    ///   - style: Weight and colour.
    ///   - screen: The screen whose width it is fitted to; `nil` for no limit.
    ///   - excerpt: The height that it is fitted to; `nil` to show every pool.
    /// - Returns: The lines.
    func forPeople(_ style: Style, on screen: TerminalSize? = nil, excerpt: Excerpted? = nil) -> String {
        let columns = screen?.columns ?? .max
        let head = (heading(style, columns) + "\n").wrapped(toColumns: columns)
        let notes = plan.notes.map { "Note: \(Excerpt.of($0.words(in: .commandLine), limit: 300))\n" }.joined()
        func foot(_ skipped: String) -> String {
            ("\n" + skipped + notes + absent + style.strong(sentence) + "\n").wrapped(toColumns: columns)
        }
        guard let excerpt else { return head + table(on: screen) + foot(leftAlone()) }
        func room(above foot: String) -> Int { excerpt.rows - (head + foot).rows(inColumns: columns) }
        let feet = [foot(leftAlone()), foot(leftAlone(why: excerpt.command))]
        let shown = room(above: feet[0]) < Self.fewestTableRows ? feet[1] : feet[0]
        return head + table(on: screen, (room(above: shown), excerpt.command)) + shown
    }

    /// With fewer rows for the pools, the reasons for skipped sessions are omitted.
    private static let fewestTableRows = 6

    /// A plan of which only the part is shown that fits a screen.
    struct Excerpted {
        /// The number of rows for it.
        let rows: Int
        /// The command that shows all of it.
        let command: String
    }

    private func heading(_ style: Style, _ columns: Int) -> String {
        let subject = plan.subject
        let name = Excerpt.of(subject.title, limit: 120)
        let title = name.cut(toColumns: columns)
        var id = subject.title == subject.account.value ? "" : "  \(Excerpt.of(subject.account.value, limit: 120))"
        if ColumnWidth.of(title + id) > columns {
            let isNeeded = title != name || !ConsentPhrase(for: plan).isByName
            id = isNeeded ? "\n" + id.trimmingWhitespace().cut(toColumns: columns) : ""
        }
        let service = Excerpt.of(subject.apiURL, limit: 300)
        return style.strong(title) + id + "\n"
            + style.faint("\(service), listed \(plan.takenAt.formatted(.iso8601))") + "\n"
    }

    /// The pools; on a screen, those out of scope without sessions are one line.
    private func table(on screen: TerminalSize?, _ limit: (rows: Int, command: String)? = nil) -> String {
        let columns = screen?.columns ?? .max
        var rows = plan.pools
        var rest = ""
        let empty = rows.filter(\.isOutOfScopeAndEmpty)
        if screen != nil, empty.count > 1 {
            rows.removeAll(where: \.isOutOfScopeAndEmpty)
            let kinds = Set(plan.selection.kinds.map { $0.lowercased() })
            let isOfOtherKinds = empty.allSatisfy { !kinds.contains($0.pool.kind?.lowercased() ?? "") }
            rest = "and \(empty.count) pools \(isOfOtherKinds ? "of other kinds" : "out of scope") without sessions\n"
                .wrapped(toColumns: columns)
        }
        if let limit, rows.count > limit.rows - 1 - rest.rows(inColumns: columns) {
            func more(_ hidden: [Plan.PoolTally]) -> String {
                let (closing, leaving) = hidden.reduce((0, 0)) { ($0.0 + $1.closing, $0.1 + $1.leaving) }
                let line =
                    "… and \(hidden.count) more \(hidden.count == 1 ? "pool" : "pools") (close \(closing), skip \(leaving)); "
                    + "\(limit.command) shows all\n"
                return line.wrapped(toColumns: columns)
            }
            let room = max(1, limit.rows - 1 - (more(rows) + rest).rows(inColumns: columns))
            let fullest = rows.indices.sorted {
                (rows[$1].closing, rows[$1].leaving, $0) < (rows[$0].closing, rows[$0].leaving, $1)
            }
            let hidden = fullest.dropFirst(room).map { rows[$0] }
            rows = fullest.prefix(room).sorted().map { rows[$0] }
            if !hidden.isEmpty { rest = more(hidden) + rest }
        }
        var table = TextTable([("POOL", .left), ("KIND", .left), ("CLOSE", .right), ("SKIP", .right), ("ID", .detail)])
        for row in rows {
            let id = row.pool.id?.value ?? "-"
            table.add([row.pool.name ?? id, row.pool.kind ?? "-", String(row.closing), String(row.leaving), id])
        }
        return table.text(in: screen?.columns) + rest
    }

    /// The number of skipped sessions, and the reasons.
    ///
    /// - Parameter command: The command that shows the reasons, where they are omitted.
    /// - Returns: The lines.
    private func leftAlone(why command: String? = nil) -> String {
        guard !plan.skipped.isEmpty else { return "" }
        if let command { return "Skipped: \(plan.skipped.count); \(command) shows why\n" }
        let reasons = Dictionary(grouping: plan.skipped, by: { $0.reason.words(in: .commandLine) }).mapValues(\.count)
        let lines = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "  \($0.value)  \(Excerpt.of($0.key, limit: 200))\n"
        }
        return "Skipped: \(plan.skipped.count)\n" + lines.joined()
    }

    /// The sessions that were named or planned and are not listed, by the service's answer about them.
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

extension Plan.PoolTally {
    fileprivate var isOutOfScopeAndEmpty: Bool { !isSelected && closing + leaving == 0 }
}
