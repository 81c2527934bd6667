/// The live status of a run at one moment: a row for each pool, and below them the progress. Pure.
struct LiveFrame {
    let moment: RunMoment
    let display: Display

    /// From this height on, lines are left for messages.
    private static let high = 16

    /// Draws the status.
    ///
    /// - Parameter size: The terminal's. One column and a few lines of it stay free, so that nothing wraps, and messages can be read.
    /// - Returns: The lines, from above.
    func lines(in size: TerminalSize) -> [LiveLine] {
        let columns = max(1, size.columns - 1)
        let rows = max(1, size.rows - (size.rows < Self.high ? 1 : 4))
        guard columns >= LiveTable.narrowest, !moment.pools.isEmpty else {
            return Array(status(columns, withCounts: true).prefix(rows))
        }
        let table = LiveTable(width: columns, moment, display)
        let status = status(columns, withCounts: !table.hasTitles)
        let room = rows - status.count - (table.hasTitles ? 1 : 0)
        guard room > 0 else { return Array(self.status(columns, withCounts: true).prefix(rows)) }
        return table.lines(for: pools(room)) + status
    }

    /// The pools that fit, the rest, and the sum.
    private func pools(_ room: Int) -> [PoolRow] {
        guard moment.pools.count > 1 else { return moment.pools }
        guard room > 1 else { return [moment.all] }
        let (shown, rest) = moment.pools(fitting: room - 1)
        return shown + (rest.map { [$0] } ?? []) + [moment.all]
    }

    private func status(_ columns: Int, withCounts: Bool) -> [LiveLine] {
        let counts = withCounts ? [moment.counts] : []
        return (counts + [moment.timing.joined(separator: display.separator), moment.doing])
            .map { LiveLine(display.shown($0, columns: columns)) }
    }
}

/// The status of a run at one moment for a log: the same as ``LiveFrame`` shows, in one or two lines.
struct PlainBeat {
    private static let longest = 5

    let moment: RunMoment

    var text: String {
        let head = ([moment.timing[0] + ": " + moment.counts] + moment.timing.dropFirst()).joined(separator: ", ")
        return "\(head). \(moment.doing)\n" + pools
    }

    private var pools: String {
        guard moment.pools.count > 1 else { return "" }
        let (shown, rest) = moment.pools(fitting: Self.longest)
        let words = (shown + (rest.map { [$0] } ?? [])).map { "\($0.name) \($0.gone)/\($0.targets)" }
        return "  gone by pool: \(words.joined(separator: ", "))\n"
    }
}
