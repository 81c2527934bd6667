import FrameAPI
import FrameOperations
import FrameWording
import FrameWorkflows

/// Carries a run out at the command line: shows it while it happens, and reports.
struct RunPresentation: Sendable {
    let form: OutputForm
    let view: RunView
    let context: CommandContext

    /// Runs to the end and reports.
    ///
    /// - Returns: The exit status.
    /// - Throws: `journal-failed`.
    func carryOut(_ run: ActiveRun) async throws -> ExitStatus {
        do {
            let report = try await show(run)
            return ExitStatus(report.ending)
        } catch {
            tell(of: view.progress)
            throw error
        }
    }

    private func show(_ run: ActiveRun) async throws -> Report {
        view.follow(run)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await view.show() }
            if form.format == .jsonl {
                let first = run.read { $0.lastSequence }
                group.addTask { await printEvents(of: run.feed, after: first) }
            }
            defer { view.finish() }
            return try await run.run { report in
                view.finish()
                try await group.waitForAll()
                view.summarize(report)
                ReportText(report).write(as: form, style: Style(context, on: .output), to: context.terminal)
            }
        }
    }

    /// An error while reading events back does not affect the run, which continues and is reported.
    private func printEvents(of feed: EventFeed, after first: Int) async {
        do {
            for try await event in feed.events(after: first) { context.terminal.writeData(event.body + "\n") }
        } catch {
            context.terminal.writeText("Not all events are printed. " + Failure(error).words)
        }
    }

    /// The message about a run whose journal ends before it does.
    private func tell(of progress: RunProgress?) {
        guard let progress, progress.handled > 0 else { return }
        context.terminal.writeText(
            "Nothing further is sent. Of \(progress.targets) sessions, \(progress.handled) had an answer to their DELETE "
                + "or are gone, and \(progress.gone) are confirmed closed; not all of it is in the journal.\n"
        )
    }
}

extension HookOptions {
    /// The hooks, in the form of a workflow.
    ///
    /// - Parameters:
    ///   - context: The environment.
    ///   - interruption: Ends the hook before the close.
    /// - Returns: A function that makes them for a run.
    func runHooks(in context: CommandContext, unless interruption: StopSwitch) -> @Sendable (String) throws -> RunHooks
    {
        { run in
            let runner = HookRunner(context: context, runID: run, limit: hookLimit.duration)
            let redaction = context.redaction
            var result = RunHooks()
            if let text = before, let command = try command(for: .before) {
                result.before = (
                    redaction.redact(text),
                    { plan in
                        let input = redaction.redact(PlanText(plan).json)
                        return await runner.run(command, as: .before, input: input, unless: interruption)
                    }
                )
            }
            if let text = after, let command = try command(for: .after) {
                result.after = (
                    redaction.redact(text),
                    { report in
                        let input = redaction.redact(ReportText(report).json)
                        return await runner.run(command, as: .after, input: input)
                    }
                )
            }
            return result
        }
    }
}
