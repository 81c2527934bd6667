import FrameAPI
import FrameOperations

/// Gets the confirmation of a plan: from a flag, or from the person at the terminal.
struct ConsentQuestion: Sendable {
    let options: ConsentOptions
    /// Whether the plan includes new sessions.
    let sweep: Sweep
    /// Whether standard input was the plan, so that nothing can be typed.
    var inputIsPlan = false
    let context: CommandContext

    /// The number of screen rows of the question; `nil` where it is not asked.
    func rows(for plan: Plan) -> Int? {
        guard canAsk, options.confirm == nil, !isAnswered(for: plan) else { return nil }
        let columns = context.terminal.size().columns
        return Self.words(ConsentPhrase(for: plan).full).wrapped(toColumns: columns).rows(inColumns: columns) + 1
    }

    private var canAsk: Bool {
        context.terminal.isInteractive(.input) && context.terminal.isInteractive(.talk) && !inputIsPlan
    }

    private func isAnswered(for plan: Plan) -> Bool { options.yes || plan.closesNothing(with: sweep) }

    private static func words(_ phrase: String) -> String { "To confirm, type: \(phrase)\n> " }

    /// - Throws: `consent-missing`, when there is neither a flag nor a terminal.
    func answer(to plan: Plan) async throws -> ConsentAnswer {
        if let phrase = options.confirm { return .confirmFlag(phrase) }
        if isAnswered(for: plan) { return .yesFlag }
        let phrase = ConsentPhrase(for: plan)
        guard canAsk else {
            let reason =
                inputIsPlan
                ? "the plan was read from standard input, so the confirmation cannot be typed"
                : "there is no terminal for the question"
            throw CommandError(
                .consentMissing,
                detail: "\(reason), and the plan is to \(phrase.full)",
                remedy: "Check the plan, then run it again with --confirm \"\(phrase.short)\", or with --yes "
                    + "to confirm whatever is found; nothing was closed"
            )
        }
        let style = Style(context, on: .talk)
        context.terminal.writeText(Self.words(style.strong(phrase.full)))
        guard let line = await context.terminal.readLine() else {
            throw CommandError(
                .consentMissing,
                detail: "nothing was typed to confirm: standard input has ended, or cannot be read in the background",
                remedy: "Run it again in the foreground, or with --confirm \"\(phrase.short)\"; nothing was closed"
            )
        }
        return .typed(line)
    }
}
