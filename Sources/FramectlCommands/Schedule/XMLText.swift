/// Text between the tags of an XML document.
enum XMLText {
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// Lines moved to the right.
    static func indented(_ lines: [String], by depth: Int) -> String {
        lines.map { String(repeating: "  ", count: depth) + $0 }.joined(separator: "\n")
    }
}
