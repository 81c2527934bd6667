/// How a run ended, in order of priority for a reader.
package enum Ending: String, Sendable, Codable, CaseIterable {
    /// Everything in scope is known to be gone.
    case complete
    /// At least one session in scope is not known to be gone.
    case incomplete
    /// Everything in scope is known to be gone, and the hook after the close failed.
    case hookFailed = "hook-failed"
    /// The credential was refused during the run.
    case credentialsRefused = "credentials-refused"
    /// The proxy refused the user name or the password during the run.
    case proxyRefused = "proxy-refused"
    /// The user interrupted.
    case interrupted
    /// The hook before the close failed, and nothing was closed.
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
        } else if state.isInterrupted {
            self = .interrupted
        } else {
            self = .incomplete
        }
    }
}

extension RunState {
    /// Whether no session in scope is left, as far as is known.
    var isAllGone: Bool {
        leftCount == 0 && newcomers.isEmpty && openAbsences.isEmpty && !listingMayBeCut
            && (planned?.ignoreNotFound == true || notFound.isEmpty)
    }

    /// The hook after the close, if it has failed since the run was last resumed.
    var failedHook: Hook? {
        hooks.dropFirst(hooksBefore).last { $0.moment == .after && $0.end?.succeeded == false }
    }
}
