import FrameAPI
import FrameOperations

/// Gets an answer to a plan: from a flag, or from the person at the terminal.
struct ConsentQuestion: Sendable {
    let options: ConsentOptions
    /// What the plan says of those who join later.
    let sweep: Sweep
    let context: CommandContext

    /// - Throws: `consent-missing`, when there is neither a flag nor a person.
    func answer(to plan: Plan) async throws -> ConsentAnswer {
        if let phrase = options.confirm { return .confirmFlag(phrase) }
        if options.yes || (plan.targets.isEmpty && sweep == .none) { return .yesFlag }
        let phrase = ConsentPhrase(for: plan)
        guard context.terminal.isInteractive(.input), context.terminal.isInteractive(.talk) else {
            throw CommandError(
                .consentMissing,
                detail: "there is no terminal to ask at, and the plan is to \(phrase.full)",
                remedy: "Look at the plan, then run it again with --confirm \"\(phrase.short)\", or with --yes "
                    + "to agree to whatever is found; nothing was closed"
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
