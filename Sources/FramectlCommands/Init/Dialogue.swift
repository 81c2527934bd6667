import FrameAPI

/// Asks somebody at a terminal, or reads the answers from a pipe, a line each.
struct Dialogue: Sendable {
    let terminal: any Terminal

    /// An answer, unless it is known already.
    ///
    /// - Parameters:
    ///   - question: What is asked for, at a terminal.
    ///   - known: The answer, if it is known.
    ///   - setting: What it is, for the remedy.
    /// - Returns: The answer, without white space around it.
    /// - Throws: ``CommandError`` with the code `missing-setting`, when there is no answer.
    func answer(_ question: String, or known: String?, setting: Setting) async throws(CommandError) -> String {
        if let known { return known }
        guard let line = await ask(question, isSecret: false) else {
            throw missing(
                "there is no \(question.lowercased())",
                setting.variable.map { "Set \($0), or " } ?? ""
            )
        }
        return line
    }

    /// A secret, which a terminal does not show.
    ///
    /// - Throws: ``CommandError`` with the code `missing-setting`, when there is none.
    func secret(_ question: String) async throws(CommandError) -> Secret {
        guard let line = await ask(question, isSecret: true) else {
            throw missing("there is no client secret", "Set FRAME_CLIENT_SECRET_FILE, or ")
        }
        return Secret(line)
    }

    /// Whether there is somebody to ask.
    var isPerson: Bool { terminal.isInteractive(.input) }

    private func ask(_ question: String, isSecret: Bool) async -> String? {
        if isPerson { terminal.write("\(question): ", to: .talk) }
        let line = await terminal.readLine(isSecret: isSecret)
        let answer = line?.droppingByteOrderMark().trimmingWhitespace() ?? ""
        return answer.isEmpty ? nil : answer
    }

    private func missing(_ what: String, _ remedy: String) -> CommandError {
        CommandError(
            .missingSetting,
            detail: "\(what): standard input gave none",
            remedy:
                "\(remedy)answer the question, or give client id, client secret and account on standard input, a line each; "
                + "nothing was written"
        )
    }
}
