import FrameAPI
import FrameOperations
import Synchronization

/// Shows a run while it happens: a live line at a terminal, plain lines and a heartbeat elsewhere, the events themselves for
/// `jsonl`. One task draws; it knows nothing but the events.
final class RunView: Sendable {
    private let format: OutputFormat
    /// How long the run waits for sessions that are closing.
    private let deadline: Duration
    private let context: CommandContext
    private let isLive: Bool
    private let current = Mutex(Current())

    /// What is to be written. Most events are not: a run of 100,000 sessions must not wait in memory to be shown.
    private enum Item: Sendable {
        case event(RunEvent)
        case sentence(String)
    }

    private let items = AsyncStream.makeStream(of: Item.self)

    private struct Current {
        var progress: RunProgress?
        var began: Duration?
        var pausedUntil: Duration = .zero
        var lineIsDrawn = false
    }

    private static let frame: Duration = .milliseconds(100)
    private static let heartbeat: Duration = .seconds(5)

    init(format: OutputFormat, deadline: Duration, context: CommandContext) {
        self.format = format
        self.deadline = deadline
        self.context = context
        isLive = context.terminal.isInteractive(.talk) && context.environment["TERM"] != "dumb"
    }

    /// Takes note of an event and of how far the run is with it; does not wait.
    func observe(_ event: RunEvent, _ progress: RunProgress) {
        current.withLock { current in
            current.progress = progress
            current.began = current.began ?? context.time.elapsed()
            if case .throttled(let throttled) = event.fact {
                current.pausedUntil = context.time.elapsed() + .seconds(throttled.seconds)
            }
        }
        if format == .jsonl { items.continuation.yield(.event(event)) }
        if let sentence = sentence(for: event.fact) { items.continuation.yield(.sentence(sentence)) }
    }

    /// How far the run was when it was last heard of.
    var progress: RunProgress? {
        current.withLock { $0.progress }
    }

    /// Ends ``show()``, once everything noted was shown.
    func finish() {
        items.continuation.finish()
    }

    /// Shows what is noted until ``finish()``.
    func show() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.tickUntilCancelled() }
            for await item in items.stream { write(item) }
            group.cancelAll()
        }
        current.withLock { erase(&$0) }
    }

    private func write(_ item: Item) {
        switch item {
        case .event(let event):
            context.terminal.write(JSONText.line(event), to: .output)
        case .sentence(let sentence):
            current.withLock { current in
                erase(&current)
                context.terminal.write(sentence + "\n", to: .talk)
            }
        }
    }

    /// What is worth a line of its own. Whatever comes once for each session is not.
    private func sentence(for fact: RunEvent.Fact) -> String? {
        switch fact {
        case .planned(let planned) where planned.targetCount > 0 || planned.sweep != .none:
            "Closing \(planned.targetCount) \(planned.targetCount == 1 ? "session" : "sessions") (run \(planned.runID))"
        case .throttled(let throttled) where throttled.seconds >= 1 && !isLive:
            "Pausing; going on in \(Int(throttled.seconds.rounded(.up))) s "
                + "(\(Excerpt.of(throttled.reason, limit: 120)))"
        case .lookFailed(let failure):
            "A listing failed and says nothing: \(Excerpt.of(failure.reason, limit: 200))"
        case .newcomer(let newcomer):
            "In scope and not in the plan: \(Excerpt.of(newcomer.session.value, limit: 120))"
        case .sweeping(let sweeping):
            "Closing \(sweeping.targets.count) who joined, as agreed (round \(sweeping.round))"
        case .outOfScope(let change):
            "\(Excerpt.of(change.session.value, limit: 120)): "
                + (change.reason.map { "no longer in scope, \(Excerpt.of($0, limit: 200))" } ?? "in scope again")
        case .hook(let hook) where hook.phase == .started:
            "Running the command \(hook.moment.rawValue) the close: \(Excerpt.of(hook.command, limit: 120))"
        case .hook(let hook) where hook.phase == .failed:
            "The command \(hook.moment.rawValue) the close \(Excerpt.of(hook.detail ?? "failed", limit: 300))"
        case .relisted(let sighting):
            "Listed again after it was gone: \(Excerpt.of(sighting.session.value, limit: 120))"
        case .listed(let listing) where listing.left > 0 && !isLive:
            "Looked: \(listing.left) still listed"
        case .stopped(let stopped):
            "Stopped sending: \(Excerpt.of(stopped.reason, limit: 200))"
        case .interrupted:
            "Interrupted: nothing new begins, what is in flight is finished. Ctrl-C again stops at once."
        default:
            nil
        }
    }

    private func tickUntilCancelled() async {
        while !Task.isCancelled {
            try? await context.time.sleep(isLive ? Self.frame : Self.heartbeat)
            if !Task.isCancelled { tick() }
        }
    }

    private func tick() {
        current.withLock { current in
            guard let began = current.began, let progress = current.progress, !progress.isFinished else { return }
            let line = line(progress, current, elapsed: context.time.elapsed() - began)
            if isLive {
                let width = max(20, context.terminal.width() - 1)
                context.terminal.write("\r\u{1B}[2K" + Excerpt.of(line, limit: width - 1), to: .talk)
                current.lineIsDrawn = true
            } else {
                context.terminal.write(line + "\n", to: .talk)
            }
        }
    }

    private func line(_ progress: RunProgress, _ current: Current, elapsed: Duration) -> String {
        let seconds = max(elapsed / .seconds(1), 0.001)
        var parts = [
            "\(progress.handled)/\(progress.targets) answered", "\(progress.gone) gone", "\(progress.left) left",
            "\(Int(seconds)) s",
        ]
        if progress.handled < progress.targets {
            parts.append("\(Int((Double(progress.handled) / seconds).rounded()))/s")
        }
        let pause = current.pausedUntil - context.time.elapsed()
        if pause > .zero {
            parts.append("pausing, \(Int((pause / .seconds(1)).rounded(.up))) s")
        } else if progress.handled == progress.targets {
            parts.append("waiting, at most \(DurationArgument(deadline).defaultValueDescription)")
        }
        return parts.joined(separator: " · ")
    }

    private func erase(_ current: inout Current) {
        guard current.lineIsDrawn else { return }
        context.terminal.write("\r\u{1B}[2K", to: .talk)
        current.lineIsDrawn = false
    }
}
