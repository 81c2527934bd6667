import FrameAPI
import FrameOperations

/// The final summary of a run's view: the outcomes of the sessions of each pool, in the words and numbers of the report, the account, the
/// run, and the elapsed time.
struct RunSummary {
    private static let longest = 20

    /// The outcomes of the sessions of one pool.
    private struct Row {
        let name: String
        var counts: [Outcome: Int] = [:]

        /// How many are not gone.
        var left: Int { counts.reduce(0) { $0 + ($1.key.isGone ? 0 : $1.value) } }
        var isEmpty: Bool { counts.isEmpty }
    }

    private var rows: [Row] = []
    private let title: String
    private let elapsed: Duration

    /// Makes the summary of a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - title: The account and the run.
    ///   - elapsed: How long it took.
    ///   - name: The name of a pool.
    init(_ report: Report, title: String, elapsed: Duration, name: (PoolID) -> String) {
        self.title = title
        self.elapsed = elapsed
        var positions: [PoolID: Int] = [:]
        for session in report.sessions where Self.columns.contains(where: { $0.outcome == session.outcome }) {
            let pool = session.poolID ?? ""
            let position = positions[pool] ?? rows.count
            if position == rows.count {
                positions[pool] = position
                rows.append(Row(name: session.poolID.map(name) ?? "(not listed)"))
            }
            rows[position].counts[session.outcome, default: 0] += 1
        }
    }

    /// The possible columns. The first one is always present.
    private static let columns: [(outcome: Outcome, title: String)] = [
        (.closed, "CLOSED"), (.alreadyGone, "ALREADY GONE"), (.closing, "CLOSING"), (.stuck, "STUCK"),
        (.unverified, "UNVERIFIED"), (.failed, "FAILED"), (.notStarted, "NOT STARTED"), (.notFound, "NOT FOUND"),
        (.newcomer, "NEW"),
    ]

    /// The table and the line below it; empty when no session was to be closed.
    ///
    /// - Parameter room: The number of columns of a screen; `nil` for no limit.
    /// - Returns: The lines.
    func text(in room: Int? = nil) -> String {
        guard !rows.isEmpty else { return "" }
        let all = Self.sum("All", rows)
        let columns = Self.columns.filter { $0.outcome == .closed || all.counts[$0.outcome, default: 0] > 0 }
        var table = TextTable([("POOL", .left)] + columns.map { ($0.title, .right) })
        for row in shown + (rows.count > 1 ? [all] : []) {
            table.add([row.name] + columns.map { String(row.counts[$0.outcome, default: 0]) })
        }
        return table.text(in: room) + "\(Excerpt.of(title, limit: 200)), \(elapsed.brief)\n"
    }

    /// All pools, or those with the most remaining sessions, each in its place, and the others in one row.
    private var shown: [Row] {
        guard rows.count > Self.longest else { return rows }
        let busiest = rows.indices.sorted { (rows[$1].left, $0) < (rows[$0].left, $1) }
        let hidden = busiest.dropFirst(Self.longest - 1).map { rows[$0] }
        return busiest.prefix(Self.longest - 1).sorted().map { rows[$0] }
            + [Self.sum("and \(hidden.count) pools more", hidden)]
    }

    private static func sum(_ name: String, _ rows: [Row]) -> Row {
        rows.reduce(into: Row(name: name)) { sum, row in sum.counts.merge(row.counts, uniquingKeysWith: +) }
    }
}
