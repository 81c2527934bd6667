/// What a terminal shows of a run at one moment: a row for each pool, and below them how it goes. Pure.
struct LiveFrame {
    let moment: RunMoment
    let display: Display

    /// Draws.
    ///
    /// - Parameter size: The terminal's. One column and one line of it stay free, so that nothing wraps and nothing scrolls.
    /// - Returns: The lines, from above.
    func lines(in size: TerminalSize) -> [LiveLine] {
        let (columns, rows) = (max(1, size.columns - 1), max(1, size.rows - 1))
        guard columns >= LiveTable.narrowest, !moment.pools.isEmpty else {
            return Array(status(columns, withCounts: true).prefix(rows))
        }
        let table = LiveTable(width: columns, moment, display)
        let status = status(columns, withCounts: !table.hasTitles)
        let room = rows - status.count - (table.hasTitles ? 1 : 0)
        guard room > 0 else { return Array(self.status(columns, withCounts: true).prefix(rows)) }
        return table.lines(for: pools(room)) + status
    }

    /// The pools that there is room for, what is not shown, and the sum.
    private func pools(_ room: Int) -> [RunTally.Pool] {
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
