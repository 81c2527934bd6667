import FrameAPI
import FrameOperations
import FrameWording
import FrameWorkflows

/// A workflow's front end at the command line: shows plans, asks, and passes on events.
struct TerminalFrontEnd: FrontEnd {
    /// How plans are confirmed; `nil` where none is.
    var question: ConsentQuestion?
    /// The saved plan to be applied, in two lines; empty for none.
    var heading = ""
    /// The hooks that are named for a run that is resumed.
    var namedHooks: Set<Hook.Moment> = []
    let interruption: RunInterruption
    let view: RunView
    let service: ServiceConnection
    let context: CommandContext

    /// Shows the plan. When a question follows, the plan is fitted to the screen together with the question.
    func show(_ plan: Plan) {
        let screen = context.terminal.space(on: .talk)
        let columns = screen?.columns ?? .max
        let head = heading.wrapped(toColumns: columns)
        let foot = ((question?.sweep.words.map { $0 + "\n" } ?? "") + "\n").wrapped(toColumns: columns)
        let excerpt = screen.flatMap { screen in
            question?.rows(for: plan).map { rows in
                PlanText.Excerpted(
                    rows: screen.rows - (head + foot).rows(inColumns: columns) - rows,
                    command: heading.isEmpty ? "framectl plan" : "framectl plan show"
                )
            }
        }
        let text = PlanText(plan).forPeople(Style(context, on: .talk), on: screen, excerpt: excerpt)
        context.terminal.write(head + text + foot, to: .talk)
    }

    func answer(to plan: Plan) async throws -> ConsentAnswer {
        guard let question else { preconditionFailure("a plan that nobody confirms") }
        return try await question.answer(to: plan)
    }

    func note(_ notice: WorkflowNotice) {
        switch notice {
        case .listing:
            service.announce("Listing pools and sessions", in: context)
        case .begun(let run, let earlier):
            interruption.begin(run)
            guard let earlier else { return }
            view.begin(with: earlier.state)
            tell(of: earlier)
        case .leftOpen(let last):
            context.terminal.writeText(
                "The last run on this account, \(last.id), left something open. To see what: framectl runs show \(last.id). "
                    + "To resume it: framectl runs resume \(last.id)\n"
            )
        case .narrowed(let lost, let planned):
            context.terminal.writeText(
                "Listed again: \(lost) of \(planned) sessions \(lost == 1 ? "is" : "are") no longer in scope.\n"
            )
        case .takenOver(let earlier):
            context.terminal.writeText(
                "The run \(earlier.id) of process \(earlier.holder.pid) on this account was aborted. "
                    + "To see how far it came: framectl runs show \(earlier.id)\n"
            )
        }
    }

    func observe(_ event: RunEvent, _ progress: RunProgress) { view.observe(event, progress) }

    private func tell(of run: ResumableRun) {
        let progress = run.state.progress
        let title = Excerpt.of(run.plan.subject.title, limit: 120)
        context.terminal.writeText(
            "Resuming run \(run.state.planned?.runID ?? "") in \(title): "
                + "\(progress.gone) of \(progress.targets) are confirmed closed, \(progress.left) are left.\n"
        )
        let left = Set(run.state.hooks.map(\.moment)).subtracting(namedHooks)
        for hook in Hook.Moment.allCases where left.contains(hook) {
            context.terminal.writeText(
                "The command of \(hook.option) that the run was begun with is not run again unless it is named again.\n"
            )
        }
    }
}
