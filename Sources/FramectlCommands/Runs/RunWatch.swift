import FoundationEssentials
import FrameOperations

/// What is known of a run that is under way, and when it became known. Folds events, of which most cost no look at the clock.
struct RunWatch: Sendable {
    private struct Pause {
        /// On the clock that never goes back.
        let end: Duration
        /// On the wall.
        let time: Date
        let reason: String
    }

    /// How far the run was when it was last heard of.
    private(set) var progress: RunProgress?
    /// The run and whose sessions it closes; `nil` before they are known.
    private(set) var title: String?
    private let deadline: Duration
    private var began: Duration = .zero
    private var handledBefore = 0
    /// When the last answer came that was waited for.
    private var settled: Duration?
    private var pause: Pause?
    private var hook: Hook.Moment?
    private var isInterrupted = false
    private var isStopped = false
    private var meter = RateMeter()

    /// Makes a watch.
    ///
    /// - Parameter deadline: How long the run waits for sessions that are closing.
    init(deadline: Duration) { self.deadline = deadline }

    /// Takes over what is known of a run that is gone on with.
    mutating func begin(with state: RunState) {
        handledBefore = state.progress.handled
        title = state.planned.map(Self.title)
    }

    /// Folds one event in.
    mutating func note(_ event: RunEvent, _ progress: RunProgress, now: () -> Duration) {
        if self.progress == nil {
            began = now()
            meter.note(handledBefore, at: began)
        }
        self.progress = progress
        if progress.handled < progress.targets { settled = nil } else if settled == nil { settled = now() }
        switch event.fact {
        case .planned(let planned): title = Self.title(planned)
        case .throttled(let throttled):
            pause = Pause(
                end: now() + .seconds(throttled.seconds),
                time: event.time + throttled.seconds,
                reason: throttled.detail
            )
        case .hook(let hook): self.hook = hook.end == nil ? hook.moment : nil
        case .interrupted: isInterrupted = true
        case .stopped: isStopped = true
        default: break
        }
    }

    /// The run at a moment.
    ///
    /// - Parameters:
    ///   - now: The moment.
    ///   - pools: The sessions to close by pool.
    ///   - newcomers: How many sessions in scope are not to be closed.
    ///   - keptRate: How many requests a second are sent at the most, if a limit is kept.
    /// - Returns: What is known; `nil` before the run has begun and after it has ended.
    mutating func moment(at now: Duration, pools: [PoolRow], newcomers: Int, keptRate: Double?) -> RunMoment? {
        guard let progress, !progress.isFinished else { return nil }
        meter.note(progress.handled, at: now)
        let unanswered = progress.targets - progress.handled
        return RunMoment(
            pools: pools,
            newcomers: newcomers,
            unlisted: progress.unlisted,
            elapsed: now - began,
            rate: unanswered > 0 ? meter.perSecond : nil,
            timeLeft: timeLeft(for: unanswered, at: now),
            activity: activity(unanswered, at: now, keptRate: keptRate)
        )
    }

    /// How long the run has been under way.
    func elapsed(at now: Duration) -> Duration { now - began }

    private func activity(_ unanswered: Int, at now: Duration, keptRate: Double?) -> RunMoment.Activity {
        if let hook { return .hook(hook) }
        if isInterrupted { return .finishing }
        if isStopped { return .stopped }
        if let pause, pause.end > now { return .pausing(pause.end - now, until: pause.time, reason: pause.reason) }
        if unanswered > 0 { return .closing(keptTo: keptRate) }
        return .waiting(max(.zero, deadline - (now - (settled ?? now))))
    }

    /// At the rate of late, or where nothing came lately, at that of the whole run.
    private func timeLeft(for unanswered: Int, at now: Duration) -> Duration? {
        guard unanswered > 0, let progress, hook == nil, !isInterrupted, !isStopped else { return nil }
        let average = Double(progress.handled - handledBefore) / max((now - began) / .seconds(1), 0.1)
        let rate = meter.perSecond.flatMap { $0 > 0 ? $0 : nil } ?? average
        guard rate > 0 else { return nil }
        return max(.zero, (pause?.end ?? now) - now) + .seconds(min(Double(unanswered) / rate, 1e7))
    }

    private static func title(_ planned: Planned) -> String {
        "\(planned.subject.title), run \(planned.runID)"
    }
}
