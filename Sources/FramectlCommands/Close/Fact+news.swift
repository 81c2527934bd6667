import FrameAPI
import FrameOperations

extension RunEvent.Fact {
    /// What is worth a line of its own while a run is under way. Whatever comes once for each session is not.
    ///
    /// - Parameter isLive: Whether there is a picture of the run that shows pauses and looks.
    /// - Returns: The line; `nil` for most events.
    func news(isLive: Bool) -> String? {
        switch self {
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
}
