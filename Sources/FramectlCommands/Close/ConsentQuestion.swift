import FrameAPI
import FrameOperations

/// Gets an answer to a plan: from a flag, or from the person at the terminal.
struct ConsentQuestion: Sendable {
    let options: ConsentOptions
    /// What the plan says of those who join later.
    let sweep: Sweep
    /// Whether standard input was the plan, so that nothing can be typed any more.
    var inputIsPlan = false
    let context: CommandContext

    /// - Throws: `consent-missing`, when there is neither a flag nor a person.
    func answer(to plan: Plan) async throws -> ConsentAnswer {
        if let phrase = options.confirm { return .confirmFlag(phrase) }
        if options.yes || plan.closesNothing(with: sweep) { return .yesFlag }
        let phrase = ConsentPhrase(for: plan)
        let canAsk = context.terminal.isInteractive(.input) && context.terminal.isInteractive(.talk)
        guard canAsk, !inputIsPlan else {
            let reason =
                inputIsPlan
                ? "the plan was read from standard input, so the confirmation cannot be typed"
                : "there is no terminal to ask at"
            throw CommandError(
                .consentMissing,
                detail: "\(reason), and the plan is to \(phrase.full)",
                remedy: "Check the plan, then run it again with --confirm \"\(phrase.short)\", or with --yes "
                    + "to confirm whatever is found; nothing was closed"
            )
        }
        let style = Style(context, on: .talk)
        let more = sweep.words.map { $0 + "\n" } ?? ""
        context.terminal.write(
            "\(more)To confirm, type: \(style.strong(phrase.full))\n> ",
            to: .talk
        )
        return .typed(await context.terminal.readLine() ?? "")
    }
}
