import FoundationEssentials
import FrameOperations

/// The known state of a run in progress, with times. It folds events; most of them do not read the clock.
struct RunWatch: Sendable {
    private struct Pause {
        /// On the monotonic clock.
        let end: Duration
        /// On the wall clock.
        let time: Date
        let reason: String
    }

    /// The last known progress of the run.
    private(set) var progress: RunProgress?
    /// The run and its account; `nil` before they are known.
    private(set) var title: String?
    private let deadline: Duration
    private var began: Duration = .zero
    private var handledBefore = 0
    /// When the last expected answer arrived.
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

    /// Adopts the state of a resumed run.
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
    ///   - keptRate: The maximum number of requests in each second, if there is a limit.
    /// - Returns: The state; `nil` before the run has begun and after it has ended.
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

    /// How long the run has been in progress.
    func elapsed(at now: Duration) -> Duration { now - began }

    private func activity(_ unanswered: Int, at now: Duration, keptRate: Double?) -> RunMoment.Activity {
        if let hook { return .hook(hook) }
        if isInterrupted { return .finishing }
        if isStopped { return .stopped }
        if let pause, pause.end > now { return .pausing(pause.end - now, until: pause.time, reason: pause.reason) }
        if unanswered > 0 { return .closing(keptTo: keptRate) }
        return .waiting(max(.zero, deadline - (now - (settled ?? now))))
    }

    /// At the recent rate, or without recent answers at that of the complete run.
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
