/// Words as a POSIX shell reads them back.
enum ShellWord {
    /// One word, in single quotes when it needs them.
    static func quoted(_ word: String) -> String {
        guard word.isEmpty || !word.allSatisfy(isPlain) else { return word }
        return "'" + word.replacing("'", with: #"'\''"#) + "'"
    }

    /// A command line.
    static func line(_ words: [String], variables: [CloseSchedule.Variable] = []) -> String {
        (variables.map { "\($0.name)=\(quoted($0.value))" } + words.map(quoted)).joined(separator: " ")
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_@%+=:,./-".contains(character))
    }
}
