import DeterministicTesting
import FrameAPI

@testable import FrameOperations

/// What breaks the laws of telling, read from the trace of a run.
extension Scenario.Ran {
    /// Sessions that were said to be gone while the account held them, or to be gone by themselves after a DELETE of ours.
    func falseClaims() -> [String] {
        var acted: Set<SessionID> = []
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .claimedGone(let id, isLive: true): breaches.append("\(id) was live at \(step.at)")
            case .answered(let id, let answer) where answer.meaning.mayHaveActed: acted.insert(id)
            case .event(let event):
                switch event.fact {
                case .alreadyGone(let sighting) where acted.contains(sighting.session):
                    breaches.append("\(sighting.session) was not gone by itself")
                case .closed(let sighting) where !acted.contains(sighting.session):
                    breaches.append("\(sighting.session) was not closed by us")
                default: break
                }
            default: break
            }
        }
        if (try? result.get().ending) == .complete {
            let left = live.intersection(plan.targets.map(\.id) + swept.flatMap { $0.targets.map(\.id) })
            if !left.isEmpty { breaches.append("complete, and \(left.sorted()) are live") }
        }
        return breaches
    }

    /// Where the report and the log do not tell the same, or the report does not add up.
    func disagreements() -> [String] {
        guard let report = try? result.get() else { return [] }
        guard let folded = Report(RunState(folding: steps.events)) else { return ["the log holds no plan"] }
        var breaches: [String] = []
        func check(_ holds: Bool, _ what: String) { if !holds { breaches.append(what) } }
        check(folded.sessions == report.sessions, "sessions differ")
        check(folded.totals == report.totals, "totals differ")
        check(folded.conclusion == report.conclusion, "endings differ")
        check(folded.startedAt == report.startedAt && folded.finishedAt == report.finishedAt, "times differ")
        check(steps.events.map(\.sequence) == Array(1...steps.events.count), "the log has gaps")
        check(Set(report.totals.keys) == Set(Outcome.allCases), "a word is missing")
        check(report.totals.values.reduce(0, +) == report.sessions.count, "totals do not add up")
        let count = { (outcome: Outcome) in report.totals[outcome, default: 0] }
        let targets = [.closed, .alreadyGone, .closing, .unverified, .stuck, .failed, .notStarted].map(count)
            .reduce(0, +)
        let all = plan.targets.count + swept.reduce(0) { $0 + $1.targets.count }
        check(targets == all, "the verdict tells of \(targets) of \(all) targets")
        if case .finished(let finished) = steps.events.last?.fact {
            check(
                finished == report.conclusion,
                "the end differs"
            )
        } else {
            breaches.append("the log does not end with the end")
        }
        return breaches
    }
}
