import FoundationEssentials

/// Short, printable pieces of untrusted input, for error messages.
package enum Excerpt {
    /// The maximum number of marks on a letter. The scripts of the world use fewer; thousands would cover the surrounding lines.
    package static let mostMarks = 4

    /// The text on one line: control and invisible formatting characters replaced, at most ``mostMarks`` on a letter, truncated at a limit
    /// of characters. One replacement character stands for the omitted marks. Secrets must be removed before: a truncated secret is not
    /// recognized any more.
    package static func of(_ text: String, limit: Int) -> String {
        let text = Redaction.current?.redact(text) ?? text
        var shown = String.UnicodeScalarView()
        var (characters, marks) = (0, 0)
        for scalar in text.unicodeScalars {
            if scalar.isMark {
                marks += 1
                if marks <= mostMarks { shown.append(scalar) }
                if marks == mostMarks + 1 { shown.append("\u{FFFD}") }
            } else {
                guard characters < limit else { return String(shown) + "…" }
                (characters, marks) = (characters + 1, 0)
                shown.append(scalar.isPrintable ? scalar : "\u{FFFD}")
            }
        }
        return String(shown)
    }

    /// How much of a body is searched for a message, in bytes.
    private static let searched = 64 << 10

    /// The message of an error's body: the usual members of a JSON object, else the beginning of the text, else `nil`.
    ///
    /// The redactor is always applied first, because it cannot recognize a truncated secret.
    static func message(in body: [UInt8], redactor: Redactor) -> String? {
        let beginning = redactor.redact(Array(body.prefix(searched)), isExcerpt: body.count > searched)
        let head = beginning.prefix(16_384)
        guard !head.isEmpty else { return nil }
        if let value = try? JSONDecoder().decode(JSONValue.self, from: Data(head)) {
            for path in [["message"], ["error", "message"], ["error_description"], ["error"], ["detail"], ["title"]] {
                if case .string(let text) = path.reduce(value, { $0?[$1] }) {
                    return of(redactor.redact(text), limit: 300)
                }
            }
        }
        let text = String(decoding: head, as: UTF8.self).trimmingWhitespace()
        return text.isEmpty ? nil : of(text, limit: 300)
    }
}
