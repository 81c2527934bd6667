import DeterministicTesting
import FrameAPI

@testable import FrameOperations

/// What breaks the laws of sending, read from the trace of a run.
extension Scenario.Ran {
    /// Who became a target by a sweep, in order.
    var swept: [Sweeping] {
        steps.events.compactMap { if case .sweeping(let sweeping) = $0.fact { sweeping } else { nil } }
    }

    /// Targets of sweeps that the consent does not cover.
    func sweptTooFar() -> [String] {
        let shown = Set(plan.skipped.compactMap(\.id))
        var breaches: [String] = []
        var rounds = 0
        for sweeping in swept {
            rounds = max(rounds, sweeping.round)
            for target in sweeping.targets {
                if target.poolID != "prod" { breaches.append("\(target.id) is in \(target.poolID)") }
                if shown.contains(target.id) { breaches.append("\(target.id) was shown and spared") }
            }
        }
        switch sweep {
        case .none: if rounds > 0 { breaches.append("swept without consent") }
        case .rounds(let count): if rounds > count { breaches.append("\(rounds) rounds instead of \(count)") }
        case .untilEmpty: break
        }
        let total = plan.targets.count + swept.reduce(0) { $0 + $1.targets.count }
        if total > ceilings.sessions { breaches.append("\(total) targets, \(ceilings.sessions) allowed") }
        return breaches
    }

    /// DELETEs of sessions that were not in the plan, nor swept by then.
    func strangersClosed() -> [String] {
        var targets = Set(plan.targets.map(\.id))
        return steps.compactMap { step in
            switch step.what {
            case .event(let event):
                if case .sweeping(let sweeping) = event.fact { targets.formUnion(sweeping.targets.map(\.id)) }
                return nil
            case .asked(.close(let id)): return targets.contains(id) ? nil : "a DELETE of \(id)"
            default: return nil
            }
        }
    }

    /// DELETEs that left before an event of their own was durable.
    func unannouncedDeletes() -> [String] {
        var announced: [SessionID: [Int]] = [:]
        var durable = 0
        var sent: [SessionID: Int] = [:]
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .event(let event):
                if case .closing(let closing) = event.fact {
                    announced[closing.session, default: []].append(event.sequence)
                }
            case .durable(let through): durable = max(durable, through)
            case .asked(.close(let id)):
                sent[id, default: 0] += 1
                let covered = announced[id, default: []].count { $0 <= durable }
                if covered < sent[id, default: 0] { breaches.append("a DELETE of \(id) at \(step.at)") }
            default: break
            }
        }
        return breaches
    }

    /// DELETEs of a session after an unknown answer, without a complete look in between.
    func blindRepeats() -> [String] {
        var open: Set<SessionID> = []
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .answered(let id, let answer) where answer.meaning == .unknown: open.insert(id)
            case .event(let event): if case .listed(let listing) = event.fact { open.formIntersection(listing.open) }
            case .asked(.close(let id)) where open.contains(id): breaches.append("a DELETE of \(id) at \(step.at)")
            default: break
            }
        }
        return breaches
    }

    /// What was begun after a 401, after a 403 in a listing, or after the third 403 in a row. A DELETE whose event was being written may
    /// still leave, and after a 403 the account is checked once more.
    func requestsAfterRefusal() -> [String] {
        var (isRefused, isForbidden) = (false, false)
        var inARow = 0
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .answered(_, let answer) where answer.meaning == .denied && answer.status == 401: isRefused = true
            case .failed(_, .unauthorized): isRefused = true
            case .failed(_, .forbidden): isForbidden = true
            case .answered(_, let answer) where answer.meaning == .denied:
                inARow += 1
                if inARow == 3 { isForbidden = true }
            case .answered(_, let answer) where [.accepted, .gone, .refused].contains(answer.meaning): inARow = 0
            case .event(let event):
                if isRefused || isForbidden, case .closing(let closing) = event.fact {
                    breaches.append("closing \(closing.session)")
                }
            case .asked(.pools), .asked(.sessions), .asked(.standing):
                if isRefused { breaches.append("a request at \(step.at)") }
            default: break
            }
        }
        return breaches
    }

    /// DELETEs that were sent within a pause.
    func deletesWhilePaused() -> [String] {
        var until: Duration = .zero
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .event(let event):
                guard case .throttled(let throttled) = event.fact else { continue }
                until = max(until, step.at + .seconds(throttled.seconds))
            case .asked(.close(let id)) where step.at + .microseconds(1) < until:
                breaches.append("a DELETE of \(id) at \(step.at), paused until \(until)")
            default: break
            }
        }
        return breaches
    }

    /// Sessions whose attempts are not the DELETEs that were sent and not turned away.
    func miscountedAttempts() -> [String] {
        guard let report = try? result.get() else { return [] }
        var counted: [SessionID: Int] = [:]
        for step in steps {
            guard case .answered(let id, let answer) = step.what else { continue }
            if answer.meaning == .throttled { continue }
            counted[id, default: 0] += 1
        }
        return report.sessions.compactMap { session in
            guard let id = session.id else { return nil }
            let count = counted[id, default: 0]
            if session.attempts != count { return "\(id) has \(session.attempts) attempts, \(count) were counted" }
            return count > attemptsAllowed ? "\(id) had \(count) DELETEs" : nil
        }
    }

    /// DELETEs that were begun after the user had interrupted.
    func begunAfterInterruption() -> [String] {
        guard let interruptedAt else { return [] }
        return steps.compactMap { step in
            guard step.at > interruptedAt else { return nil }
            switch step.what {
            case .asked(.close(let id)): return "a DELETE of \(id) at \(step.at)"
            case .event(let event):
                guard case .closing(let closing) = event.fact else { return nil }
                return "closing \(closing.session) at \(step.at)"
            default: return nil
            }
        }
    }
}
