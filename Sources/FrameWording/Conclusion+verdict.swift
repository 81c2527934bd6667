package import FrameOperations

extension Report {
    /// The run in one line: how many are gone, how many are left and why.
    package var verdict: String { conclusion.verdict }
}

extension Conclusion {
    /// The run in one line: how many are gone, how many are left and why.
    package var verdict: String {
        let gone = count(.closed) + count(.alreadyGone)
        if ending == .complete && gone == 0 && count(.notFound) == 0 { return "Nothing to close." }
        if ending == .refused, acted != true {
            return "Nothing was closed: \(stopped?.words ?? Stopped.Cause.hook.words)."
        }
        if ending == .complete, gone == count(.closed), gone == listed(besides: .skipped) {
            return gone == 1 ? "1 session closed." : "All \(gone) sessions closed."
        }
        let lead: String =
            switch ending {
            case .complete: "All sessions in scope are gone"
            case .incomplete: stopped.map { "Incomplete, stopped because \($0.cause.words)" } ?? "Incomplete"
            case .hookFailed:
                "All sessions in scope are gone; the hook after the close \(failedHook?.words ?? "failed")"
            case .credentialsRefused: "Stopped: the service refused the credential"
            case .proxyRefused: "Stopped: \(stopped?.words ?? Stopped.Cause.proxy.words)"
            case .interrupted: "Interrupted"
            case .refused: "Stopped because \(Stopped.Cause.hook.words)"
            }
        let parts = counts + doubts
        return parts.isEmpty ? "\(lead)." : "\(lead): \(parts.joined(separator: ", "))."
    }

    private func listed(besides outcomes: Outcome...) -> Int {
        self.outcomes.reduce(0) { outcomes.contains($1.key) ? $0 : $0 + $1.value }
    }

    private var counts: [String] {
        let words: [(Outcome, String)] = [
            (.closed, "closed"), (.alreadyGone, "already gone"), (.closing, "closing"), (.stuck, "stuck"),
            (.unverified, "unverified"), (.failed, "failed"), (.notStarted, "not started"), (.notFound, "not found"),
            (.newcomer, count(.newcomer) == 1 ? "new session still there" : "new sessions still there"),
        ]
        let hasTargets = listed(besides: .skipped, .newcomer, .notFound) > 0
        return words.filter { outcome, _ in outcome == .closed && hasTargets || count(outcome) > 0 }
            .map { outcome, word in "\(count(outcome)) \(word)" }
    }

    private var doubts: [String] {
        var parts: [String] = []
        if doubtful == true, ending != .complete {
            parts.append("the last listing may be truncated, and there may be more sessions")
        }
        if let failedHook, ending != .hookFailed { parts.append("the hook after the close \(failedHook.words)") }
        return parts
    }
}
