/// How a run ended, in the order in which a reader must know it.
package enum Ending: Sendable, Equatable {
    /// Everything in scope is known to be gone.
    case complete
    /// Something is not known to be gone.
    case incomplete
    /// Everything in scope is known to be gone, and the site's own command after the close failed.
    case hookFailed
    /// The credential was refused on the way.
    case credentialsRefused
    /// The proxy refused the user name or the password on the way.
    case proxyRefused
    /// The user interrupted.
    case interrupted
    /// The site's own command before the close failed, and nothing was closed.
    case refused

    init(_ state: RunState) {
        if state.stopped?.cause == .credentials {
            self = .credentialsRefused
        } else if state.stopped?.cause == .proxy {
            self = .proxyRefused
        } else if state.stopped?.cause == .hook {
            self = .refused
        } else if state.isAllGone {
            self = state.failedHook == nil ? .complete : .hookFailed
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
        case .refused: 4
        case .hookFailed: 6
        case .credentialsRefused, .proxyRefused: 77
        case .interrupted: 130
        }
    }
}

extension RunState {
    /// Whether nothing in scope is left, as far as can be known.
    var isAllGone: Bool {
        leftCount == 0 && newcomers.isEmpty && openAbsences.isEmpty && !listingMayBeCut
            && (planned?.ignoreNotFound == true || notFound.isEmpty)
    }

    /// The site's own command after the close, if it has failed since the run was last resumed.
    var failedHook: Hook? {
        hooks.dropFirst(hooksBefore).last { $0.moment == .after && $0.phase == .failed }
    }
}

extension Report {
    /// The run in one line: how many are gone, how many are left and why.
    package var verdict: String {
        let gone = count(.closed) + count(.alreadyGone)
        if ending == .complete && gone == 0 && count(.notFound) == 0 { return "Nothing to close." }
        if ending == .refused, let stopReason, isUntouched { return "Nothing was closed: \(stopReason)." }
        let parts = counts + doubts
        if ending == .complete, gone == sessions.count(where: { $0.outcome != .skipped }), gone == count(.closed) {
            return gone == 1 ? "1 session closed." : "All \(gone) sessions closed."
        }
        let lead: String =
            switch ending {
            case .complete: "All sessions in scope are gone"
            case .incomplete: stopCause.map { "Incomplete, stopped because \($0.words)" } ?? "Incomplete"
            case .hookFailed: "All sessions in scope are gone; the hook after the close \(hookFailure ?? "failed")"
            case .credentialsRefused: "Stopped: the service refused the credential"
            case .proxyRefused: "Stopped: \(stopReason ?? Stopped.Cause.proxy.words)"
            case .interrupted: "Interrupted"
            case .refused: "Stopped because \(Stopped.Cause.hook.words)"
            }
        return parts.isEmpty ? "\(lead)." : "\(lead): \(parts.joined(separator: ", "))."
    }

    private func count(_ outcome: Outcome) -> Int { totals[outcome] ?? 0 }

    private var counts: [String] {
        let words: [(Outcome, String)] = [
            (.closed, "closed"), (.alreadyGone, "already gone"), (.closing, "closing"), (.stuck, "stuck"),
            (.unverified, "unverified"), (.failed, "failed"), (.notStarted, "not started"), (.notFound, "not found"),
            (.newcomer, count(.newcomer) == 1 ? "new session still there" : "new sessions still there"),
        ]
        return words.filter { outcome, _ in outcome == .closed && hasTargets || count(outcome) > 0 }
            .map { outcome, word in "\(count(outcome)) \(word)" }
    }

    private var hasTargets: Bool {
        sessions.contains { ![.skipped, .newcomer, .notFound].contains($0.outcome) }
    }

    private var doubts: [String] {
        var parts: [String] = []
        if isDoubtful, ending != .complete {
            parts.append("the last listing may be truncated, and there may be more sessions")
        }
        if let hookFailure, ending != .hookFailed { parts.append("the hook after the close \(hookFailure)") }
        return parts
    }
}

extension Stopped.Cause {
    /// Why a run stopped sending, as the end of a sentence.
    var words: String {
        switch self {
        case .credentials: "the service refused the credential"
        case .proxy: "the proxy refused the user name or the password"
        case .throttling: "the service asked to wait until after the deadline"
        case .unreachable: "the service could not be reached any more"
        case .hook: "the hook before the close failed"
        case .failures: "too many sessions failed"
        case .timeLimit: "its time limit was reached"
        case .hours: "the allowed hours were over"
        }
    }
}
