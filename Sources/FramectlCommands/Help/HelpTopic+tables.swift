extension HelpTopic {
    static var exitCodesText: String {
        "The exit status tells how a command ended. Scripts can rely on it.\n\n"
            + table(ExitStatus.meanings.map { (String($0.status.rawValue), $0.words) })
                + """

                A process that a signal ended by force has 128 and the number of the signal, as
                everywhere. What a run has done by then is in the journal: framectl runs show.

                """
    }

    static var environmentText: String {
        let sections: [(String, [EnvironmentVariable])] = [
            ("Credential and service. Options, in parentheses, win:", EnvironmentVariable.connection),
            ("The way there:", EnvironmentVariable.network),
            ("Files:", EnvironmentVariable.files),
            ("The time of day:", EnvironmentVariable.time),
            ("The terminal:", EnvironmentVariable.terminal),
            ("Given to a command of --before or --after, with all of the above:", EnvironmentVariable.hook),
        ]
        return sections.map { title, variables in title + "\n" + table(variables.map { ($0.name, $0.words) }) }
            .joined(separator: "\n")
    }

    /// Rows of a word and its meaning, the second column wrapped.
    private static func table(_ rows: [(word: String, meaning: String)]) -> String {
        let indent = 4 + (rows.map(\.word.count).max() ?? 0)
        return rows.map { word, meaning in
            let lines = wrapped(meaning, to: 80 - indent)
            return ("  " + word).padded(toColumns: indent)
                + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
        }
        .joined()
    }

    private static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= columns {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
