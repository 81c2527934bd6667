/// The topics of `framectl help` besides the commands.
enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case environment
    case output
    case safety

    /// The subject, in a few words.
    var summary: String {
        switch self {
        case .exitCodes: "what the exit status means"
        case .environment: "the environment variables"
        case .output: "forms of output, and the words in them"
        case .safety: "what is never closed, and what confirmation means"
        }
    }

    /// The text, in lines of at most 80 columns.
    var text: String {
        switch self {
        case .exitCodes: Self.exitCodesText
        case .environment: Self.environmentText
        case .output: Self.outputText
        case .safety: Self.safetyText
        }
    }

    /// All topics, a line each.
    static var overview: String {
        let width = allCases.map(\.rawValue.count).max() ?? 0
        return allCases.map { "  \($0.rawValue.padded(toColumns: width))  \($0.summary)\n" }.joined()
    }
}
