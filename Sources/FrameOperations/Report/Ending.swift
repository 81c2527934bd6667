/// How a run ended, in the order in which a reader must know it.
package enum Ending: Sendable, Equatable {
    /// Everything in scope was seen gone.
    case complete
    /// Something is left: failed, stuck, unverified or newly joined.
    case incomplete
    /// The credential was refused on the way.
    case credentialsRefused
    /// The user interrupted.
    case interrupted
    /// The site's own command before the close failed, and nothing was closed.
    case refused

    init(_ state: RunState) {
        if state.stopped?.cause == .credentials {
            self = .credentialsRefused
        } else if state.stopped?.cause == .hook {
            self = .refused
        } else if state.isAllSeenGone {
            self = state.failedHook == nil ? .complete : .incomplete
        } else if state.interrupted != nil {
            self = .interrupted
        } else {
            self = .incomplete
        }
    }

    /// The exit status that stands for it.
    package var exitStatus: Int {
        switch self {
        case .complete: 0
        case .incomplete: 3
        case .credentialsRefused: 77
        case .interrupted: 130
        case .refused: 4
        }
    }
}

extension RunState {
    /// Whether nothing in scope is left, as far as every listing tells.
    var isAllSeenGone: Bool {
        leftCount == 0 && newcomers.isEmpty && openAbsences.isEmpty && !listingMayBeCut
    }

    /// The site's own command after the close, if it has failed since the run was last taken up.
    var failedHook: Hook? {
        hooks.dropFirst(hooksBefore).last { $0.moment == .after && $0.phase == .failed }
    }
}

extension Report {
    /// The run in one line: how many are gone, how many are left and why.
    package var verdict: String {
        func count(_ outcome: Outcome) -> Int { totals[outcome] ?? 0 }
        let gone = count(.closed) + count(.alreadyGone)
        if ending == .complete && gone == 0 { return "Nothing to close." }
        if ending == .refused, let stopReason, isUntouched { return "Nothing was closed: \(stopReason)." }
        var parts = ["\(count(.closed)) closed"]
        if count(.alreadyGone) > 0 { parts.append("\(count(.alreadyGone)) already gone") }
        for outcome in [Outcome.stuck, .unverified, .failed] where count(outcome) > 0 {
            parts.append("\(count(outcome)) \(outcome.rawValue)")
        }
        if untouched > 0 { parts.append("\(untouched) untouched") }
        if count(.newcomer) > 0 {
            parts.append("\(count(.newcomer)) \(count(.newcomer) == 1 ? "newcomer" : "newcomers") still there")
        }
        if listingMayBeCut { parts.append("the listings may be cut, and others may be there") }
        if let hookFailure { parts.append("the command after the close \(hookFailure)") }
        let lead: String =
            switch ending {
            case .complete: "All in scope are gone"
            case .incomplete: stopCause.map { "Incomplete, stopped because \($0.words)" } ?? "Incomplete"
            case .credentialsRefused: "Stopped: the service refused the credential"
            case .interrupted: "Interrupted"
            case .refused: "Stopped because \(Stopped.Cause.hook.words)"
            }
        return "\(lead): \(parts.joined(separator: ", "))."
    }
}

extension Stopped.Cause {
    /// Why a run stopped sending, as the end of a sentence.
    var words: String {
        switch self {
        case .credentials: "the service refused the credential"
        case .throttling: "the service asked to wait until after the deadline"
        case .unreachable: "nothing got through to the service any more"
        case .hook: "the command before the close failed"
        case .failures: "too many sessions failed"
        case .timeLimit: "its time was over"
        }
    }
}
