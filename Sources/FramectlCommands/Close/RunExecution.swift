import FrameAPI
import FrameJournal
import FrameOperations

/// Carries a run out in front of people: shows it while it happens, runs the site's own commands around it, reports.
struct RunExecution: Sendable {
    let runID: String
    let settings: RunSettings
    let hooks: HookOptions
    let form: OutputForm
    let service: ServiceConnection
    let context: CommandContext
    /// Ends the command before the close.
    let interruption: StopSwitch

    /// Told every event and how far the run is with it.
    typealias Observer = @Sendable (RunEvent, RunProgress) -> Void

    /// A run that is about to begin, or to go on.
    struct Prepared {
        let run: CloseRun
        /// What has happened in it, if it is gone on with.
        var earlier: RunState?
    }

    /// Runs to the end and reports; the claim is given back whatever happens.
    ///
    /// - Parameters:
    ///   - writer: Where the events go.
    ///   - prepare: Makes the run.
    /// - Returns: The status to end with.
    /// - Throws: `journal-failed`, or what keeps the run from being made.
    func carryOut(
        with writer: RunWriter,
        _ prepare: (@escaping Observer, RunHooks) throws -> Prepared
    ) async throws -> ExitStatus {
        let view = RunView(
            format: form.format,
            deadline: settings.deadline,
            journal: writer,
            service: service,
            context: context
        )
        do {
            let prepared = try prepare({ view.observe($0, $1) }, try runHooks())
            if let earlier = prepared.earlier { view.begin(with: earlier) }
            let report = try await show(prepared.run, in: view)
            // The record is tidied up while the report is printed.
            async let isTidy: Void = writer.end()
            ReportText(report).write(as: form, style: Style(context, on: .talk), to: context.terminal)
            await isTidy
            return ExitStatus(report.ending)
        } catch {
            await writer.end()
            tell(of: view.progress)
            throw error
        }
    }

    /// What can be said of a run whose record ends before it does.
    private func tell(of progress: RunProgress?) {
        guard let progress, progress.handled > 0 else { return }
        context.terminal.writeText(
            "Nothing further is sent. Of \(progress.targets) sessions, \(progress.handled) had an answer to their DELETE "
                + "or are gone, and \(progress.gone) are confirmed closed; not all of it is in the journal.\n"
        )
    }

    private func show(_ run: CloseRun, in view: RunView) async throws -> Report {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await view.show() }
            defer { view.finish() }
            let report = try await withTaskExecutorPreference(service.executor) { try await run.run() }
            view.finish()
            try await group.waitForAll()
            view.summarize(report)
            return report
        }
    }

    private func runHooks() throws -> RunHooks {
        let runner = HookRunner(context: context, runID: runID, limit: hooks.hookLimit.duration)
        let redaction = context.redaction
        var result = RunHooks()
        if let text = hooks.before, let command = try hooks.command(for: .before) {
            result.before = (
                redaction.redact(text),
                { plan in
                    let input = redaction.redact(PlanText(plan).json)
                    return await runner.run(command, as: .before, input: input, unless: interruption)
                }
            )
        }
        if let text = hooks.after, let command = try hooks.command(for: .after) {
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
