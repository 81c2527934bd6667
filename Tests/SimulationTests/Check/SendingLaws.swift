import FrameAPI
import FrameOperations

/// What breaks the laws of sending.
struct SendingLaws {
    let run: SimulatedRun
    let tape: [Tape.Entry]

    init(_ run: SimulatedRun) {
        self.run = run
        tape = run.tape
    }

    /// Laws 1 and 2: DELETEs outside what was consented to, and sweeps that the consent does not cover.
    func withoutConsent() -> [String] {
        var breaches: [String] = []
        let agreed = Set(run.plan?.targets.map(\.id.value) ?? [])
        var targets: Set<String> = []
        func plan(_ more: [Plan.Target]) {
            targets.formUnion(more.map(\.id.value))
            let others = targets.subtracting(agreed).sorted()
            breaches += others.map { "law 2: \($0) is to be closed, and the plan did not show it" }
        }
        var (planned, rounds, listed) = (false, 0, 0)
        for entry in tape {
            switch entry.what {
            case .event(let event, _):
                switch event.fact {
                case .planned(let it):
                    (planned, listed) = (true, it.listed)
                    plan(it.targets)
                case .plannedMore(let more): plan(more.targets)
                case .sweeping(let sweeping):
                    rounds = max(rounds, sweeping.round)
                    for target in sweeping.targets {
                        listed += 1
                        targets.insert(target.id.value)
                    }
                default: break
                }
            case .sent(_, .delete, let session?, _):
                if !planned { breaches.append("law 1: a DELETE of \(session) before the consent") }
                if !targets.contains(session) {
                    breaches.append("law 2: a DELETE of \(session), which nobody agreed to")
                }
            default: break
            }
        }
        switch run.world.sweep {
        case .none: if rounds > 0 { breaches.append("law 2: a sweep without consent") }
        case .rounds(let count): if rounds > count { breaches.append("law 2: \(rounds) rounds, \(count) agreed to") }
        case .untilEmpty: break
        }
        let ceilings = run.world.ceilings
        if planned, targets.count > ceilings.sessions { breaches.append("ceiling: \(targets.count) targets") }
        if planned, let percent = ceilings.percent, targets.count * 100 > percent * max(1, listed) {
            breaches.append("ceiling: \(targets.count) of \(listed) are more than \(percent) %")
        }
        return breaches
    }

    /// Law 3: DELETEs of sessions that the last listing of their process showed where nobody agreed to close them, and targets
    /// that were never shown where somebody did.
    func outsideScope() -> [String] {
        var breaches: [String] = []
        var pools: [String: String?] = [:]
        var shown: [Tape.Shown] = []
        var everSelected: Set<String> = []
        var outside: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .pools(_, let listed): pools = listed
            case .sessions(_, let listed, _, _): shown = listed
            case .event(let event, _):
                switch event.fact {
                case .planned, .listed:
                    everSelected.formUnion(shown.filter { run.isSelected($0, pools: pools) }.compactMap(\.id))
                default: break
                }
                if case .outOfScope(let change) = event.fact {
                    if change.reason == nil {
                        outside.remove(change.session.value)
                    } else {
                        outside.insert(change.session.value)
                    }
                }
            case .sent(_, .delete, let session?, _):
                if outside.contains(session) { breaches.append("law 3: a DELETE of \(session), out of scope by then") }
                if !everSelected.contains(session) { breaches.append("law 3: a DELETE of \(session), never in scope") }
            default: break
            }
        }
        return breaches + movedTargets()
    }

    /// Targets that a complete check showed in another pool than one that may be closed, and that got a DELETE before a check
    /// showed otherwise.
    private func movedTargets() -> [String] {
        var breaches: [String] = []
        var pools: [String: String?] = [:]
        var shown: [Tape.Shown] = []
        var barred: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .began: barred = []
            case .pools(_, let listed): pools = listed
            case .sessions(_, let listed, _, _): shown = listed
            case .event(let event, _):
                guard case .listed = event.fact else { continue }
                // One listing may show a session twice.
                let closable = Set(shown.filter { run.isSelected($0, pools: pools) }.compactMap(\.id))
                barred = Set(shown.compactMap(\.id)).subtracting(closable)
            case .sent(_, .delete, let session?, _) where barred.contains(session):
                breaches.append("law 3: a DELETE of \(session), which the last check showed elsewhere")
            default: break
            }
        }
        return breaches
    }

    /// Law 5: DELETEs that left before an event of their own was durable, and DELETEs of which the log knows nothing.
    func notDurable() -> [String] {
        var breaches: [String] = []
        var announced: [String: [Int]] = [:]
        var durable = 0
        var sent: [String: Int] = [:]
        for entry in tape {
            switch entry.what {
            case .event(let event, _):
                switch event.fact {
                case .closing(let closing): announced[closing.session.value, default: []].append(event.sequence)
                case .withdrawn(let withdrawn): _ = announced[withdrawn.session.value]?.popLast()
                default: break
                }
            case .began:
                // What was not durable is lost, and its number is used again.
                for session in announced.keys { announced[session]?.removeAll { $0 > durable } }
            case .durable(let through): durable = max(durable, through)
            case .sent(_, .delete, let session?, _):
                sent[session, default: 0] += 1
                let covered = announced[session, default: []].count { $0 <= durable }
                if covered < sent[session, default: 0] {
                    breaches.append("law 5: a DELETE of \(session) without its event")
                }
            default: break
            }
        }
        let known = Set(run.events.compactMap { if case .closing(let it) = $0.fact { it.session.value } else { nil } })
        let unknown = Set(sent.keys).subtracting(known)
        return breaches + unknown.sorted().map { "law 5: the log knows nothing of a DELETE of \($0)" }
    }

    /// Law 7: requests within a pause.
    func whilePaused() -> [String] {
        var breaches: [String] = []
        var until: Duration = .zero
        for entry in tape {
            switch entry.what {
            case .began: until = .zero
            case .event(let event, _):
                guard case .throttled(let throttled) = event.fact else { continue }
                until = max(until, entry.at + .seconds(throttled.seconds))
            case .sent(let number, _, _, _) where entry.at + .milliseconds(1) < until:
                breaches.append("law 7: request \(number) at \(entry.at), paused until \(until)")
            default: break
            }
        }
        return breaches
    }

    /// Law 9: DELETEs that begin after the user interrupted.
    func afterInterruption() -> [String] {
        guard let moment = tape.firstIndex(where: { if case .interrupted = $0.what { true } else { false } }) else {
            return []
        }
        let at = tape[moment]
        return tape[moment...].compactMap { entry in
            guard case .sent(_, .delete, let session?, _) = entry.what, entry.life == at.life else { return nil }
            return "law 9: a DELETE of \(session) after the interruption"
        }
    }

    /// More requests under way than allowed.
    func tooManyAtOnce() -> [String] {
        let allowed = run.world.settings.concurrency
        return run.mostUnderWay > max(2, allowed) ? ["pace: \(run.mostUnderWay) under way, \(allowed) allowed"] : []
    }

    /// Sessions that had more DELETEs from one process than allowed, those answered 429 not counted.
    func tooOften() -> [String] {
        var sent: [String: Int] = [:]
        var sessionOf: [Int: String] = [:]
        var breaches: [String] = []
        for entry in tape {
            switch entry.what {
            case .began: (sent, sessionOf) = ([:], [:])
            case .sent(let number, .delete, let session?, _):
                sessionOf[number] = session
                sent[session, default: 0] += 1
                if sent[session, default: 0] > run.world.settings.attempts {
                    breaches.append("attempts: \(session) had \(sent[session, default: 0])")
                }
            case .answered(let number, let status?, let fault) where status == 429 || fault == .forbiddenFor:
                if let session = sessionOf[number] { sent[session, default: 0] -= 1 }
            default: break
            }
        }
        return breaches
    }
}
