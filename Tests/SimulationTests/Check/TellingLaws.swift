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

    /// Sessions that are said to be gone while the service lists them, or closed by us without a DELETE of ours.
    func falselyGone() -> [String] {
        var breaches: [String] = []
        var touched: Set<String> = []
        var announced: Set<String> = []
        var accepted: Set<String> = []
        // A session that is closing may be listed for a while although its state says that it is not live.
        var notLive: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .notLive(let session): notLive.insert(session)
            case .acted(_, let session, accepted: true): accepted.insert(session)
            case .sent(_, .delete, let session?, _): touched.insert(session)
            case .event(let event, let live):
                switch event.fact {
                case .closing(let closing): announced.insert(closing.session.value)
                case .closed(let sighting):
                    let id = sighting.session.value
                    if live?.contains(id) == true, !notLive.contains(id) {
                        breaches.append("truth: \(id) is said to be closed, and is live")
                    }
                    if !touched.contains(id), !announced.contains(id) {
                        breaches.append("truth: \(id) was not closed by us")
                    }
                case .alreadyGone(let sighting):
                    let id = sighting.session.value
                    if accepted.contains(id) {
                        breaches.append("truth: \(id) is said to be gone by itself, and we closed it")
                    }
                    if live?.contains(id) == true, !notLive.contains(id) {
                        breaches.append("truth: \(id) is said to be gone, and is live")
                    }
                default: break
                }
            default: break
            }
        }
        return breaches
    }

    /// Law 4: complete looks without an understandable listing of sessions and of pools since the look before.
    func unlisted() -> [String] {
        var breaches: [String] = []
        var (sessions, pools) = (false, false)
        for entry in tape {
            switch entry.what {
            case .sessions: sessions = true
            case .pools: pools = true
            case .event(let event, _):
                guard case .listed(let listing) = event.fact else { continue }
                if !sessions || !pools { breaches.append("law 4: look \(listing.round) is complete without a listing") }
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
        if folded.sessions != report.sessions || folded.totals != report.totals || folded.verdict != report.verdict {
            breaches.append("log: its fold is another report")
        }
        guard case .finished(let finished)? = events.last?.fact, finished.verdict == report.verdict,
            finished.exitStatus == report.ending.exitStatus
        else { return breaches + ["log: it does not end with the report's end"] }
        return breaches
    }

    /// Law 10: the secret or a signature in the log.
    func secrets() -> [String] {
        run.log.compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.contains(World.secret) ? "law 10: \(text)" : nil
        }
    }

    /// Reports that promise more than is true: complete while somebody in scope is live, an outcome that nothing supports.
    func endings() -> [String] {
        guard case .success(let report)? = run.results.last else { return [] }
        var breaches: [String] = []
        let answers = Dictionary(
            grouping: run.events.compactMap { if case .answered(let answered) = $0.fact { answered } else { nil } },
            by: \.session
        )
        if report.ending == .complete {
            for session in report.sessions where [.closed, .alreadyGone].contains(session.outcome) {
                guard let id = session.id, run.live.contains(id.value) else { continue }
                breaches.append("truth: the end is good, and \(id) is live")
            }
            let others: [Outcome] = [.failed, .stuck, .unverified, .newcomer]
            if others.contains(where: { report.totals[$0, default: 0] > 0 }) {
                breaches.append("verdict: a good end with leftovers")
            }
        }
        for session in report.sessions where session.outcome == .stuck {
            guard let id = session.id else { continue }
            let accepted = answers[id, default: []].contains { $0.meaning == .accepted }
            if !accepted { breaches.append("report: \(id) is stuck, and nobody accepted its close") }
        }
        let refused = tape.contains { entry in
            guard entry.life == run.results.count, case .answered(_, let status?, _) = entry.what else { return false }
            return status == 401 || status == 403
        }
        if report.ending == .credentialsRefused, !refused { breaches.append("verdict: the credential was not refused") }
        return breaches
    }
}
