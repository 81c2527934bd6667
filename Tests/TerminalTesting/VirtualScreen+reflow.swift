extension VirtualScreen {
    /// Which line the cursor is in and how far, when wrapped lines count as one.
    var logicalCursor: (line: Int, offset: Int) {
        let current = top + row
        var first = current
        while first > 0, lines[first - 1].isWrapped { first -= 1 }
        let before = (0..<first).count { !lines[$0].isWrapped }
        return (before, (current - first) * columns + column)
    }

    /// The lines as they were before there was too little room.
    static func joined(_ lines: [Line]) -> [[Cell]] {
        var joined: [[Cell]] = [[]]
        for line in lines {
            joined[joined.count - 1] += line.cells
            if !line.isWrapped {
                while joined[joined.count - 1].last?.text == " " { joined[joined.count - 1].removeLast() }
                joined.append([])
            }
        }
        if joined.last?.isEmpty == true { joined.removeLast() }
        return joined
    }

    /// One line as so many as it needs.
    static func wrapped(_ cells: [Cell], to columns: Int) -> [Line] {
        var lines = [Line()]
        var used = 0
        for cell in cells {
            if used + cell.columns > columns {
                lines[lines.count - 1].isWrapped = true
                lines.append(Line())
                used = 0
            }
            lines[lines.count - 1].cells.append(cell)
            used += cell.columns
        }
        return lines
    }
}
