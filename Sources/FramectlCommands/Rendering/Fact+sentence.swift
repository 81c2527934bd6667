import FrameAPI
import FrameOperations
import FrameWording

extension RunEvent.Fact {
    /// The fact for a reader of the journal; `nil` for events that occur once for each session.
    var sentence: String? {
        switch self {
        case .planned(let planned):
            "confirmed \(planned.confirmation.words(in: .commandLine)): "
                + "close \(planned.targetCount) sessions"
        case .resumed(let resumed): "resumed by process \(resumed.origin.pid) on \(resumed.origin.host)"
        case .hook(let hook):
            "command \(hook.moment.rawValue) the close (\(hook.command)) \(hook.end?.words ?? "is started")"
        case .relisted(let sighting): "\(sighting.session) is listed again after it was gone"
        case .newcomer(let sighting): "\(sighting.session) is in scope and not in the plan"
        case .outOfScope(let change): "\(change.session): \(change.reason?.words(in: .commandLine) ?? "in scope again")"
        case .sweeping(let sweeping): "round \(sweeping.round) for newcomers: \(sweeping.targets.count) sessions"
        case .listed(let listing):
            "listed: \(listing.sessions) sessions, \(listing.left) of the plan not known to be gone, "
                + "\(listing.newcomers) new, \(listing.asked) asked for one by one"
                + listing.doubt
        case .listingFailed(let failure): "a listing failed: \(failure.detail)"
        case .witness(let witness):
            witness.sessions
                ? "the service answers for single sessions" : "the service does not answer for single sessions"
        case .polled(let polled): "\(polled.missing) no longer listed"
        case .deadlinePassed(let deadline): "deadline reached: \(deadline.left) left"
        case .interrupted: "interrupted by the user"
        case .stopped(let stopped): "stopped sending: \(stopped.words)"
        case .finished(let finished): finished.verdict
        case .throttled, .plannedMore, .leftOpen, .closing, .withdrawn, .answered, .closed, .alreadyGone,
            .absenceConfirmed,
            .newcomerLeft:
            nil
        }
    }
}

extension Listed {
    /// Why absence from it confirms nothing, as the end of a sentence; empty when it does.
    fileprivate var doubt: String {
        if let truncated { return "; partial (\(Excerpt.of(truncated, limit: 80)))" }
        if unreadable > 0 { return "; \(unreadable) unreadable \(unreadable == 1 ? "row" : "rows")" }
        if distrusted { return "; contradicted by the sessions themselves" }
        return witness ? "" : "; possibly truncated"
    }
}
