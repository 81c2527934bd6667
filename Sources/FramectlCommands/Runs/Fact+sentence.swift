import FrameOperations

extension RunEvent.Fact {
    /// The fact for a reader of the record; `nil` for what happens once for each session.
    var sentence: String? {
        switch self {
        case .planned(let planned):
            "agreed to \(planned.consent == "typed" ? "at a terminal" : "by \(planned.consent)"): "
                + "close \(planned.targetCount) sessions"
        case .resumed(let resumed): "taken up by process \(resumed.origin.pid) on \(resumed.origin.host)"
        case .hook(let hook):
            "command \(hook.moment.rawValue) the close (\(hook.command)) \(hook.detail ?? "is started")"
        case .throttled(let throttled):
            "paused for \(Int(throttled.seconds.rounded(.up))) s: \(throttled.reason)"
        case .relisted(let sighting): "\(sighting.session) is listed again after it was gone"
        case .newcomer(let sighting): "\(sighting.session) is in scope and not in the plan"
        case .outOfScope(let change): "\(change.session): \(change.reason ?? "in scope again")"
        case .sweeping(let sweeping): "round \(sweeping.round) for newcomers: \(sweeping.targets.count) sessions"
        case .listed(let listing):
            "listed: \(listing.sessions) sessions, \(listing.left) of the plan not known to be gone, "
                + "\(listing.newcomers) new, \(listing.asked) asked for one by one"
                + (listing.witness
                    ? "" : "; no witness (\(listing.truncated ?? "\(listing.unreadable) unreadable rows"))")
        case .listingFailed(let failure): "a listing failed: \(failure.reason)"
        case .witness(let witness):
            witness.sessions
                ? "single sessions are witnesses" : "single sessions are no witnesses; two listings are"
        case .polled(let polled): "\(polled.missing) no longer listed"
        case .deadlinePassed(let deadline): "deadline reached: \(deadline.left) left"
        case .interrupted(let interrupted): interrupted.reason
        case .stopped(let stopped): "stopped sending: \(stopped.reason)"
        case .finished(let finished): finished.verdict
        case .plannedMore, .closing, .withdrawn, .answered, .closed, .alreadyGone, .absenceConfirmed, .newcomerLeft: nil
        }
    }
}
