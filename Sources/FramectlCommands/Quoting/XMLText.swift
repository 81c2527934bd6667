import FrameAPI

/// Text between the tags of an XML document.
enum XMLText {
    static func escaped(_ text: String) -> String {
        text.rewritten {
            switch $0 {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: nil
            }
        }
    }

    /// Lines moved to the right.
    static func indented(_ lines: [String], by depth: Int) -> String {
        lines.map { String(repeating: "  ", count: depth) + $0 }.joined(separator: "\n")
    }
}
