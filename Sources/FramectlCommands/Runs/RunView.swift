import FrameAPI
import FrameOperations
import FrameWorkflows
import Synchronization

/// Shows a run while it happens: a live status at a terminal, plain lines and a heartbeat elsewhere; and at the end a summary. Its only
/// inputs are the events and the pace, and it never delays the run.
final class RunView: Sendable {
    private let keptRate: @Sendable () -> Double?
    private let screen: LiveTerminal
    private let context: CommandContext
    private let display: Display
    private let watch: Mutex<RunWatch>
    /// The run, once it has begun.
    private let run = Mutex<ActiveRun?>(nil)
    private let pauses = Mutex(PauseNews())
    private let news = AsyncStream.makeStream(of: String.self)

    private static let frame: Duration = .milliseconds(100)
    private static let heartbeat: Duration = .seconds(5)
    private static let slowHeartbeat: Duration = .seconds(30)

    /// Makes a view.
    ///
    /// - Parameters:
    ///   - deadline: How long the run waits for sessions that are closing.
    ///   - service: Its pace, its screen, and the secrets to hide.
    ///   - context: The terminal and the clock.
    init(deadline: Duration, service: ServiceConnection, context: CommandContext) {
        self.context = context
        keptRate = { service.pacer.rate }
        screen = service.screen
        display = Display(context)
        watch = Mutex(RunWatch(deadline: deadline))
    }

    /// Adopts the state of a resumed run.
    func begin(with state: RunState) {
        watch.withLock { $0.begin(with: state) }
    }

    /// Adopts the run, from whose fold the numbers are read.
    func follow(_ run: ActiveRun) {
        self.run.withLock { $0 = run }
    }

    /// Adds an event with the progress of the run; does not block.
    func observe(_ event: RunEvent, _ progress: RunProgress) {
        watch.withLock { $0.note(event, progress, now: context.time.elapsed) }
        if let sentence = sentence(for: event.fact) { news.continuation.yield(sentence) }
    }

    private func sentence(for fact: RunEvent.Fact) -> String? {
        guard case .throttled(let pause) = fact else { return fact.news(isLive: display.isLive) }
        return display.isLive ? nil : pauses.withLock { $0.line(for: pause) }
    }

    /// The last known progress of the run.
    var progress: RunProgress? {
        watch.withLock { $0.progress }
    }

    /// Ends ``show()``, once every added event was shown.
    func finish() {
        news.continuation.finish()
    }

    /// Shows the events until ``finish()``.
    func show() async {
        defer {
            screen.erase()
            tellPauses()
        }
        async let _ = showUntilCancelled()
        for await sentence in news.stream { context.terminal.writeText(sentence + "\n") }
    }

    /// Shows the outcomes of the sessions at the end.
    func summarize(_ report: Report) {
        let now = context.time.elapsed()
        let names = read { $0.planned?.poolNames } ?? [:]
        let text = watch.withLock { watch in
            RunSummary(report, title: watch.title ?? report.runID, elapsed: watch.elapsed(at: now)) {
                Excerpt.of(context.redaction.redact(names?[$0] ?? $0.value), limit: 80)
            }
            .text(in: context.terminal.space(on: .talk)?.columns)
        }
        if !text.isEmpty { context.terminal.writeText(text) }
    }

    private func read<Value: Sendable>(_ body: (RunState) -> Value) -> Value? { run.withLock { $0 }?.read(body) }

    private func showUntilCancelled() async {
        while !Task.isCancelled {
            if display.isLive { draw() }
            try? await context.time.sleep(pause)
            if !display.isLive, !Task.isCancelled { beat() }
        }
    }

    private var pause: Duration {
        guard !display.isLive else { return Self.frame }
        let isYoung = watch.withLock { $0.elapsed(at: context.time.elapsed()) } < .seconds(60)
        return isYoung ? Self.heartbeat : Self.slowHeartbeat
    }

    private var moment: RunMoment? {
        let rate = keptRate()
        let (pools, newcomers) = read { ($0.pools, $0.newcomers.count) } ?? ([], 0)
        let rows = pools.map { PoolRow($0, redact: context.redaction.redact) }
        return watch.withLock {
            $0.moment(at: context.time.elapsed(), pools: rows, newcomers: newcomers, keptRate: rate)
        }
    }

    private func draw() {
        screen.draw { size in moment.map { LiveFrame(moment: $0, display: display).lines(in: size) } ?? [] }
    }

    private func tellPauses() {
        if let line = pauses.withLock({ $0.summary() }) { context.terminal.writeText(line + "\n") }
    }

    private func beat() {
        tellPauses()
        guard let moment else { return }
        context.terminal.writeText(PlainBeat(moment: moment).text)
    }
}
