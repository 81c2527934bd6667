/// The bar of a pool: gone, failed, accepted, and unanswered sessions.
struct ProgressBar {
    private enum Kind {
        case gone, failed, answered, waiting
    }

    private let segments: [(kind: Kind, length: Int)]

    /// Divides a number of columns. The bar is full only when all sessions are gone, and a failure is always visible.
    init(_ pool: PoolRow, columns: Int) {
        func length(of count: Int) -> Int { pool.targets > 0 ? count * columns / pool.targets : 0 }
        let gone = length(of: pool.gone)
        let failed = pool.failed > 0 ? max(1, length(of: pool.failed)) : 0
        let answered = max(0, length(of: pool.handled) - gone - failed)
        segments = [
            (.gone, gone), (.failed, failed), (.answered, answered), (.waiting, columns - gone - failed - answered),
        ]
    }

    /// The meaning of its marks.
    static func legend(_ display: Display) -> String {
        let kinds: [(Kind, String)] = [(.gone, "gone"), (.answered, "answered"), (.waiting, "open")]
        return kinds.map { "\(mark($0.0, display.isUnicode)) \($0.1)" }.joined(separator: "  ")
    }

    func text(_ display: Display) -> String {
        segments.map { kind, length in
            guard length > 0 else { return "" }
            let text = String(repeating: Self.mark(kind, display.isUnicode), count: length)
            return switch kind {
            case .gone: display.style.good(text)
            case .failed: display.style.bad(text)
            case .answered: text
            case .waiting: display.style.faint(text)
            }
        }
        .joined()
    }

    private static func mark(_ kind: Kind, _ isUnicode: Bool) -> String {
        switch kind {
        case .gone: isUnicode ? "█" : "#"
        case .failed: "x"
        case .answered: isUnicode ? "▒" : "="
        case .waiting: isUnicode ? "░" : "."
        }
    }
}
