import FoundationEssentials
import FrameAPI
import FrameOperations

/// What breaks the laws of telling.
struct TellingLaws {
    private let run: SimulatedRun
    private let tape: [Tape.Entry]

    init(_ run: SimulatedRun) {
        self.run = run
        tape = run.tape
    }

    /// Law 4: complete checks without an understandable listing of sessions and of pools since the check before.
    func unlisted() -> [String] {
        var breaches: [String] = []
        var (sessions, pools) = (false, false)
        for entry in tape {
            switch entry.what {
            case .sessions: sessions = true
            case .pools: pools = true
            case .event(let event, _):
                guard case .listed(let listing) = event.fact else { continue }
                if !sessions || !pools {
                    breaches.append("law 4: check \(listing.round) is complete without a listing")
                }
                (sessions, pools) = (false, false)
            default: break
            }
        }
        if run.plan != nil, !tape.contains(where: { if case .sessions = $0.what { true } else { false } }) {
            breaches.append("law 4: a plan without a listing")
        }
        return breaches
    }

    /// Reports whose attempts are not the DELETEs in the log, 429 not counted, or that do not add up.
    func miscounted() -> [String] {
        guard case .success(let report)? = run.results.last else { return [] }
        var breaches: [String] = []
        var counted: [SessionID: Int] = [:]
        for event in run.events {
            switch event.fact {
            case .closing(let closing): counted[closing.session, default: 0] += 1
            case .withdrawn(let withdrawn): counted[withdrawn.session, default: 0] -= 1
            case .answered(let answered) where answered.meaning == .throttled:
                counted[answered.session, default: 0] -= 1
            default: break
            }
        }
        for session in report.sessions {
            guard let id = session.id, session.attempts != counted[id, default: 0] else { continue }
            breaches.append("report: \(id) has \(session.attempts) attempts, the log \(counted[id, default: 0])")
        }
        if report.totals.values.reduce(0, +) != report.sessions.count {
            breaches.append("report: totals do not add up")
        }
        return breaches
    }

    /// Logs that do not fold to the report, have gaps, or do not end with the end.
    func fold() -> [String] {
        let events = run.events
        guard events.count == run.log.count else { return ["log: an event cannot be read back"] }
        var breaches: [String] = []
        if events.map(\.sequence) != Array(1..<events.count + 1) { breaches.append("log: the numbers have gaps") }
        guard case .success(let report)? = run.results.last else { return breaches }
        guard let folded = Report(RunState(folding: events)) else { return breaches + ["log: it holds no plan"] }
        if folded.sessions != report.sessions || folded.totals != report.totals
            || folded.conclusion != report.conclusion
        {
            breaches.append("log: its fold is another report")
        }
        guard case .finished(let finished)? = events.last?.fact, finished == report.conclusion else {
            return breaches + ["log: it does not end with the report's end"]
        }
        return breaches
    }

    /// Law 10: the secret or a signature in the log.
    func secrets() -> [String] {
        run.log.compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.contains(World.secret) ? "law 10: \(text)" : nil
        }
    }

    /// Reports that promise more than is true, and outcomes that nothing supports.
    func endings() -> [String] {
        guard case .success(let report)? = run.results.last else { return [] }
        var breaches: [String] = []
        if report.ending == .complete {
            var others: [Outcome] = [.failed, .stuck, .unverified, .newcomer, .closing, .notStarted]
            if !run.world.ignoresNotFound { others.append(.notFound) }
            if others.contains(where: { report.totals[$0, default: 0] > 0 }) {
                breaches.append("verdict: a good end with leftovers")
            }
        }
        let accepted = Set(
            run.events.compactMap { event -> SessionID? in
                guard case .answered(let answered) = event.fact, answered.meaning == .accepted else { return nil }
                return answered.session
            }
        )
        let hasWaited = run.events.reduce(false) { hasWaited, event in
            switch event.fact {
            case .resumed: false
            case .deadlinePassed: true
            default: hasWaited
            }
        }
        for session in report.sessions {
            guard let id = session.id else { continue }
            switch session.outcome {
            case .stuck where !accepted.contains(id), .closing where !accepted.contains(id):
                breaches.append("report: \(id) is \(session.outcome.rawValue), and nobody accepted its close")
            case .stuck where !hasWaited, .closing where hasWaited:
                breaches.append("report: \(id) is \(session.outcome.rawValue), and the deadline says otherwise")
            case .notStarted where session.attempts > 0:
                breaches.append("report: \(id) is not started, and had a DELETE")
            default: break
            }
        }
        return breaches
    }
}
