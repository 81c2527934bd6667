import FrameAPI

/// A text in the form of a YAML file.
package enum YAMLScalar {
    /// The text as it is where it is unambiguous, in double quotes otherwise, with escapes for invisible characters.
    package static func text(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0.isAlphanumeric || "._/:-".utf8.contains($0) }
        let beginsPlain = text.utf8.first.map { $0.isAlphanumeric && !$0.isDigit || $0 == UInt8(ascii: "/") } ?? false
        if isPlain, beginsPlain, !text.ends(with: ":"), !words.contains(text.lowercased()) { return text }
        return "\"" + text.rewritten(escaped) + "\""
    }

    /// Words that some readers do not take for a text.
    private static let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func escaped(_ scalar: Unicode.Scalar) -> String? {
        if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
        let isShown = scalar.isPrintable && (scalar == " " || !scalar.properties.isWhitespace)
        // Unassigned scalars, including invalid characters, are not text for every reader.
        if isShown, scalar.properties.generalCategory != .unassigned { return nil }
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
