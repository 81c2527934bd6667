import FrameAPI

/// A text as it stands in a YAML file.
package enum YAMLScalar {
    /// The text as it is where it can be nothing else, in double quotes otherwise, with escapes for what is not seen.
    package static func text(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0.isAlphanumeric || "._/:-".utf8.contains($0) }
        let beginsPlain = text.utf8.first.map { $0.isAlphanumeric && !$0.isDigit || $0 == UInt8(ascii: "/") } ?? false
        if isPlain, beginsPlain, !text.ends(with: ":"), !words.contains(text.lowercased()) { return text }
        return "\"" + text.rewritten(escaped) + "\""
    }

    /// Words that some readers take for something else than a text.
    private static let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func escaped(_ scalar: Unicode.Scalar) -> String? {
        if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
        let isShown = scalar.isPrintable && (scalar == " " || !scalar.properties.isWhitespace)
        // Unassigned scalars, among them those that are no characters at all, are not text for every reader.
        if isShown, scalar.properties.generalCategory != .unassigned { return nil }
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
