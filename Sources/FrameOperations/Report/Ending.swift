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

    init(_ state: RunState) {
        if state.stopped?.cause == .credentials {
            self = .credentialsRefused
        } else if state.leftCount == 0 && state.newcomers.isEmpty && state.openAbsences == 0 {
            self = .complete
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
        }
    }
}

extension Report {
    /// The run in one line: how many are gone, how many are left and why.
    package var verdict: String {
        func count(_ outcome: Outcome) -> Int { totals[outcome] ?? 0 }
        let gone = count(.closed) + count(.alreadyGone)
        if ending == .complete && gone == 0 { return "Nothing to close." }
        var parts = ["\(count(.closed)) closed"]
        if count(.alreadyGone) > 0 { parts.append("\(count(.alreadyGone)) already gone") }
        for outcome in [Outcome.stuck, .unverified, .failed] where count(outcome) > 0 {
            parts.append("\(count(outcome)) \(outcome.rawValue)")
        }
        if untouched > 0 { parts.append("\(untouched) untouched") }
        if count(.newcomer) > 0 {
            parts.append("\(count(.newcomer)) \(count(.newcomer) == 1 ? "newcomer" : "newcomers") still there")
        }
        let lead: String =
            switch ending {
            case .complete: "All in scope are gone"
            case .incomplete: stopCause.map { "Incomplete, stopped because \($0.words)" } ?? "Incomplete"
            case .credentialsRefused: "Stopped: the service refused the credential"
            case .interrupted: "Interrupted"
            }
        return "\(lead): \(parts.joined(separator: ", "))."
    }
}

extension Stopped.Cause {
    /// Why a run stopped sending, as the end of a sentence.
    var words: String {
        switch self {
        case .credentials: "the service refused the credential"
        case .throttling: "the service turned every DELETE away"
        case .unreachable: "nothing got through to the service"
        }
    }
}
