extension VirtualScreen {
    /// Writes a character where the cursor is.
    mutating func put(_ character: Character) {
        let width = Self.columns(of: character)
        guard width > 0 else {
            if let last = lines[top + row].cells.indices.last { lines[top + row].cells[last].text.append(character) }
            return
        }
        if column + width > columns {
            lines[top + row].isWrapped = true
            column = 0
            lineFeed()
        }
        defer { column += width }
        // Most of what is written is written at the end of a line.
        if column == end?.column, top + row == end?.line {
            lines[top + row].cells.append(Cell(text: String(character), columns: width))
            end?.column += width
            return
        }
        let (left, rest) = Self.divided(lines[top + row].cells, at: column)
        let right = Self.divided(rest, at: width).right
        lines[top + row].cells = left + [Cell(text: String(character), columns: width)] + right
        end = right.isEmpty ? (top + row, column + width) : nil
    }

    mutating func act(on control: UInt8) {
        switch control {
        case 0x0A: lineFeed()
        case 0x0D: column = 0
        case 0x08: column = max(0, min(column, columns - 1) - 1)
        case 0x07: break
        default: surprises.append("control \(control)")
        }
    }

    mutating func act(on parameters: String, _ final: UInt8) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = numbers.first.flatMap { $0 }
        let count = max(1, first ?? 1)
        switch (Character(UnicodeScalar(final)), parameters) {
        case ("A", _): row = max(0, row - count)
        case ("B", _): row = min(rows - 1, row + count); extend()
        case ("C", _): column = min(columns - 1, column + count)
        case ("D", _): column = max(0, column - count)
        case ("G", _): column = min(columns, count) - 1
        case ("K", "0"), ("K", ""): cutLine()
        case ("J", "0"), ("J", ""):
            cutLine()
            lines.removeSubrange((top + row + 1)...)
        case ("m", _): break
        case ("h", "?25"): showsCursor = true
        case ("l", "?25"): showsCursor = false
        default: surprises.append("CSI \(parameters)\(Character(UnicodeScalar(final)))")
        }
    }

    private mutating func lineFeed() {
        row += 1
        extend()
        if row == rows {
            row -= 1
            top += 1
        }
    }

    private mutating func extend() {
        while lines.count <= top + row { lines.append(Line()) }
    }

    /// Clears from the cursor to the end of its line.
    private mutating func cutLine() {
        lines[top + row].cells = Self.divided(lines[top + row].cells, at: column).left
        end = (top + row, column)
        lines[top + row].isWrapped = false
    }

    /// The cells before a column, filled up with spaces, and those from it on; of one that is cut in two, spaces are left.
    private static func divided(_ cells: [Cell], at column: Int) -> (left: [Cell], right: [Cell]) {
        let space = Cell(text: " ", columns: 1)
        var (left, used) = ([Cell](), 0)
        for (index, cell) in cells.enumerated() {
            if used == column { return (left, Array(cells[index...])) }
            if used + cell.columns > column { return (left + [space], [space] + cells[(index + 1)...]) }
            left.append(cell)
            used += cell.columns
        }
        return (left + [Cell](repeating: space, count: column - used), [])
    }

    /// As terminals have it: East Asian characters and pictures take two columns, marks none.
    private static func columns(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if [.nonspacingMark, .enclosingMark, .format].contains(scalar.properties.generalCategory) { return 0 }
        let wide = [
            0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x1F300...0x1FAFF,
        ]
        return wide.contains { $0.contains(Int(scalar.value)) } ? 2 : 1
    }
}
