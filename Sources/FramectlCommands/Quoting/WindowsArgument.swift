import FrameAPI

/// An argument as the C runtime of Windows reads it back: a quotation mark has a backslash before it, and backslashes before one are
/// doubled.
enum WindowsArgument {
    static func quoted(_ word: String) -> String {
        guard word.isEmpty || word.unicodeScalars.contains(where: { $0 == " " || $0 == "\t" || $0 == "\"" }) else {
            return word
        }
        var text = "\"".unicodeScalars
        var backslashes = 0
        for scalar in word.unicodeScalars {
            if scalar == "\\" {
                backslashes += 1
                continue
            }
            text.append(contentsOf: repeatElement("\\", count: scalar == "\"" ? backslashes * 2 + 1 : backslashes))
            text.append(scalar)
            backslashes = 0
        }
        text.append(contentsOf: repeatElement("\\", count: backslashes * 2))
        return String(text) + "\""
    }
}
