import FrameWording

extension ShellWord {
    /// A command line.
    static func line(_ words: [String], variables: [CloseSchedule.Variable] = []) -> String {
        (variables.map { "\($0.name)=\(quoted($0.value))" } + words.map(quoted)).joined(separator: " ")
    }
}
