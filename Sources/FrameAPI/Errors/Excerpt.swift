import FoundationEssentials

/// Short, printable pieces of what came from outside, for error messages.
package enum Excerpt {
    /// The text on one line, control and invisible formatting characters replaced, cut at a limit of characters.
    package static func of(_ text: String, limit: Int) -> String {
        var result = ""
        for (count, character) in text.enumerated() {
            guard count < limit else { return result + "…" }
            let printable = character.unicodeScalars.allSatisfy {
                switch $0.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
                default: true
                }
            }
            result.append(printable ? character : "\u{FFFD}")
        }
        return result
    }

    /// The message of an error's body: the usual members of a JSON object, else the beginning of the text, else `nil`.
    ///
    /// The redactor goes first everywhere: of a hidden value that a cut has divided, it would find nothing.
    static func message(in body: [UInt8], redactor: Redactor) -> String? {
        let head = redactor.redact(body).prefix(16_384)
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
