/// The rows of pools on a terminal: a name, a bar, and numbers, laid out for a width.
struct LiveTable {
    private struct Column {
        let title: String
        let width: Int
        let number: @Sendable (PoolRow) -> String
    }

    /// Below this width there are no bars.
    static let narrowest = 24
    /// From this width on each number has a column of its own, with a title.
    private static let wide = 60
    private static let longestBar = 60
    private static let gap = "  "

    /// Whether the numbers have titles.
    let hasTitles: Bool
    private let display: Display
    private let numbers: [Column]
    private let name: Int
    private let bar: Int

    /// Chooses the columns.
    ///
    /// - Parameters:
    ///   - width: The number of columns of the screen.
    ///   - moment: The run, with its pools.
    ///   - display: How to draw.
    init(width: Int, _ moment: RunMoment, _ display: Display) {
        self.display = display
        hasTitles = width >= Self.wide
        numbers = hasTitles ? Self.titled(moment.all) : Self.untitled(moment.all)
        let room = width - Self.gap.count - numbers.reduce(0) { $0 + Self.gap.count + $1.width }
        let shortestBar = hasTitles ? min(30, room / 2) : room / 3
        // Of all names, so that the layout does not change when other pools are shown.
        let longestName = moment.pools.reduce("and 1000 pools more".count) { max($0, $1.nameColumns) }
        name = min(longestName, room - shortestBar)
        bar = min(room - name, Self.longestBar)
    }

    /// Lays rows out, with the titles above if there are any.
    func lines(for pools: [PoolRow]) -> [LiveLine] {
        heading + pools.map(line)
    }

    private var heading: [LiveLine] {
        guard hasTitles else { return [] }
        let legend = ProgressBar.legend(display)
        let titles =
            "POOL".padded(toColumns: name) + Self.gap
            + (ColumnWidth.of(legend) <= bar ? legend : "").padded(toColumns: bar)
            + numbers.map { Self.gap + $0.title.padded(toColumns: $0.width, left: false) }.joined()
        return [LiveLine(display.style.faint(titles), columns: ColumnWidth.of(titles))]
    }

    private func line(for pool: PoolRow) -> LiveLine {
        let shown = display.shown(pool.name, columns: name)
        // Terminals differ in the width of some characters, so the next column is positioned explicitly.
        let place = shown.utf8.allSatisfy { $0 < 0x80 } ? "" : "\u{1B}[\(name + Self.gap.count + 1)G"
        let cells = numbers.map { Self.gap + $0.number(pool).padded(toColumns: $0.width, left: false) }.joined()
        return LiveLine(
            shown.padded(toColumns: name) + Self.gap + place + ProgressBar(pool, columns: bar).text(display) + cells,
            columns: name + Self.gap.count + bar + cells.count
        )
    }

    private static func titled(_ all: PoolRow) -> [Column] {
        let digits = String(all.targets).count
        func column(_ title: String, _ number: @escaping @Sendable (PoolRow) -> Int) -> Column {
            Column(title: title, width: max(title.count, digits)) { String(number($0)) }
        }
        return [column("CLOSED") { $0.closed }]
            + (all.alreadyGone > 0 ? [column("ALREADY GONE") { $0.alreadyGone }] : [])
            + [column("LEFT") { $0.left }, column("FAILED") { $0.failed }]
    }

    private static func untitled(_ all: PoolRow) -> [Column] {
        let digits = String(all.targets).count
        return [Column(title: "", width: 2 * digits + 1) { "\($0.gone)/\($0.targets)" }]
    }
}
