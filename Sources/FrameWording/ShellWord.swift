import FrameAPI

/// Words as any shell reads them back: POSIX's own, bash, zsh, and fish, in which a backslash between single quotes counts.
package enum ShellWord {
    /// One word, in single quotes where it needs them. Quotes and backslashes are outside the quotes, each after a backslash.
    package static func quoted(_ word: String) -> String {
        guard word.isEmpty || !isPlain(word) else { return word }
        var result = String.UnicodeScalarView()
        var isOpen = false
        for scalar in word.unicodeScalars {
            let isPart = scalar != "'" && scalar != "\\"
            if isPart != isOpen { result.append("'") }
            if !isPart { result.append("\\") }
            result.append(scalar)
            isOpen = isPart
        }
        if isOpen { result.append("'") }
        return word.isEmpty ? "''" : String(result)
    }

    /// zsh takes `=` at the beginning of a word for a command to be found, fish `%` for a process.
    private static func isPlain(_ word: String) -> Bool {
        word.utf8.allSatisfy { $0.isAlphanumeric || "_@%+=:,./-".utf8.contains($0) }
            && !word.begins(with: "=") && !word.begins(with: "%")
    }
}
