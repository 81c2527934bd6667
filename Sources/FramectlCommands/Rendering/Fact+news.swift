import FrameAPI
import FrameOperations
import FrameWording

extension RunEvent.Fact {
    /// The line for an event while a run is in progress. Events that occur once for each session have none.
    ///
    /// - Parameter isLive: Whether a live status shows pauses and listings.
    /// - Returns: The line; `nil` for most events.
    func news(isLive: Bool) -> String? {
        switch self {
        case .planned(let planned) where planned.targetCount > 0 || planned.sweep != .none:
            "Closing \(planned.targetCount) \(planned.targetCount == 1 ? "session" : "sessions") (run \(planned.runID))"
        case .listingFailed(let failure):
            "A listing failed: \(Excerpt.of(failure.detail, limit: 200))"
        case .witness(let witness) where !witness.sessions:
            "This service does not answer for single sessions; a second listing confirms what is closed."
        case .polled(let polled):
            "No longer listed: \(polled.missing)"
        case .deadlinePassed(let deadline):
            "Deadline reached: \(deadline.left) \(deadline.left == 1 ? "session" : "sessions") not confirmed to be gone"
        case .newcomer(let newcomer):
            "New session, not in the plan: \(Excerpt.of(newcomer.session.value, limit: 120))"
        case .sweeping(let sweeping):
            "Closing \(sweeping.targets.count) new \(sweeping.targets.count == 1 ? "session" : "sessions"), as confirmed "
                + "(round \(sweeping.round))"
        case .outOfScope(let change):
            "\(Excerpt.of(change.session.value, limit: 120)): "
                + (change.reason.map { "no longer in scope, \(Excerpt.of($0.words(in: .commandLine), limit: 200))" }
                    ?? "in scope again")
        case .hook(let hook) where hook.end == nil:
            "Running the hook \(hook.moment.rawValue) the close: \(Excerpt.of(hook.command, limit: 120))"
        case .hook(let hook) where hook.end?.succeeded == false:
            "The hook \(hook.moment.rawValue) the close \(Excerpt.of(hook.end?.words ?? "", limit: 300))"
        case .relisted(let sighting):
            "Listed again after it was gone: \(Excerpt.of(sighting.session.value, limit: 120))"
        case .listed(let listing) where listing.left > 0 && !isLive:
            "\(listing.left) \(listing.left == 1 ? "session" : "sessions") remaining"
                + (listing.missing > 0
                    ? "; not listed, and not confirmed to be gone: \(listing.missing)" : "")
        case .stopped(let stopped):
            "Stopped sending: \(Excerpt.of(stopped.words, limit: 200))"
        case .interrupted:
            "Stopping: waiting for requests in flight. Press Ctrl-C again to stop immediately."
        default:
            nil
        }
    }
}
