import FrameAPI
import FrameSettings
import Synchronization

/// Asks a person at a terminal, or reads the answers from a pipe, a line each. Answers are kept, and asked for again only when they are
/// wrong.
final class Dialogue: Sendable {
    private struct Answers {
        var given: [Setting: Secret] = [:]
        var wrong: Set<Setting> = []
    }

    /// The maximum number of attempts: services lock credentials after too many failures.
    static let mostAttempts = 5

    let terminal: any Terminal
    /// The questions, in the order of the lines of a pipe.
    private let lines: String
    /// Whether the variables of the environment are answers as well.
    private let takesVariables: Bool
    private let answers = Mutex(Answers())

    init(terminal: any Terminal, lines: String, takesVariables: Bool) {
        self.terminal = terminal
        self.lines = lines
        self.takesVariables = takesVariables
    }

    /// Returns an answer, or asks for it.
    ///
    /// - Parameters:
    ///   - question: The question at a terminal.
    ///   - known: The answer, if it is known.
    ///   - setting: The setting, for the remedy.
    /// - Returns: The answer, without white space around it.
    /// - Throws: ``CommandError`` with the code `missing-setting`, when there is no answer.
    func answer(_ question: String, or known: String?, setting: Setting) async throws(CommandError) -> String {
        if let known { return known }
        let shown = earlier(setting).map { "\(question) [\(Excerpt.of($0.text, limit: 120))]" } ?? question
        guard let line = await ask(shown, setting, isSecret: false) else {
            throw missing(
                "there is no \(question.lowercased())",
                setting.variable
            )
        }
        return line.text
    }

    /// A secret, which a terminal does not show.
    ///
    /// - Throws: ``CommandError`` with the code `missing-setting`, when there is none.
    func secret() async throws(CommandError) -> Secret {
        let hint = earlier(.clientSecret) == nil ? "it is not shown" : "it is not shown; Enter keeps it"
        guard let line = await ask("Client secret (\(hint))", .clientSecret, isSecret: true) else {
            throw missing("no client secret", Setting.clientSecretFile.variable)
        }
        return line
    }

    /// Whether there is a person to ask.
    var isPerson: Bool { terminal.isInteractive(.input) }

    /// Whether an answer has to be asked for.
    func asks(_ setting: Setting) -> Bool {
        answers.withLock { $0.given[setting] == nil || $0.wrong.contains(setting) }
    }

    /// Asks again for wrong answers.
    ///
    /// - Returns: Whether there are any, and a person to ask.
    func correct(_ settings: Set<Setting>) -> Bool {
        answers.withLock { answers in
            answers.wrong = settings.intersection(answers.given.keys)
            return isPerson && !answers.wrong.isEmpty
        }
    }

    /// Asks whether to try again after a transient failure.
    func triesAgain() async -> Bool {
        guard isPerson else { return false }
        terminal.writeText("To try again with the same answers, press Enter (Ctrl-C ends): ")
        return await terminal.readLine() != nil
    }

    private func earlier(_ setting: Setting) -> Secret? { answers.withLock { $0.given[setting] } }

    private func ask(_ question: String, _ setting: Setting, isSecret: Bool) async -> Secret? {
        let earlier = earlier(setting)
        if let earlier, !asks(setting) { return earlier }
        // A pipe has no second answer.
        for _ in 1...(isPerson ? Self.mostAttempts : 1) {
            if isPerson { terminal.writeText("\(question): ") }
            guard let line = await terminal.readLine(isSecret: isSecret) else { return nil }
            let text = line.droppingByteOrderMark().trimmingWhitespace()
            guard let answer = text.isEmpty ? earlier : Secret(text) else { continue }
            answers.withLock { answers in
                answers.given[setting] = answer
                answers.wrong.remove(setting)
            }
            return answer
        }
        return nil
    }

    private func missing(_ what: String, _ variable: String?) -> CommandError {
        let set = takesVariables ? variable.map { "Set \($0), or answer" } : nil
        return CommandError(
            .missingSetting,
            detail: "\(what): \(isPerson ? "no answer was given" : "standard input gave none")",
            remedy:
                "\(set ?? "Answer") the question, or give \(lines) on standard input, a line each; nothing was written"
        )
    }
}
