import FrameAPI

@testable import FrameOperations

/// What breaks the laws of sending, read from the trace of a run.
extension Scenario.Ran {
    /// DELETEs of sessions that were not in the plan.
    func strangersClosed() -> [String] {
        let targets = Set(plan.targets.map(\.id))
        return steps.deletes.filter { !targets.contains($0.session) }.map { "a DELETE of \($0.session)" }
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
            case .answered(let id, .unknown): open.insert(id)
            case .event(let event): if case .listed(let listing) = event.fact { open.formIntersection(listing.open) }
            case .asked(.close(let id)) where open.contains(id): breaches.append("a DELETE of \(id) at \(step.at)")
            default: break
            }
        }
        return breaches
    }

    /// What was begun after a 401 or 403. A DELETE whose event was being written may still leave.
    func requestsAfterRefusal() -> [String] {
        var refused: Int?
        var looks = 0
        var breaches: [String] = []
        for step in steps {
            switch step.what {
            case .answered(_, .denied(let status, _)): refused = refused == 401 ? 401 : status
            case .failed(_, .unauthorized), .failed(_, .forbidden): refused = 401
            case .event(let event):
                if refused != nil, case .closing(let closing) = event.fact {
                    breaches.append("closing \(closing.session)")
                }
            case .asked(.sessions) where refused == 403:
                // The one look may list twice, when the first listing is startling.
                looks += 1
                if looks > 2 { breaches.append("a second look at \(step.at)") }
            case .asked(.pools), .asked(.sessions), .asked(.isLive):
                if refused == 401 { breaches.append("a request at \(step.at)") }
            default: break
            }
        }
        return breaches
    }

    /// DELETEs that were begun within a pause.
    func deletesWhilePaused() -> [String] {
        var until: Duration = .zero
        var breaches: [String] = []
        for step in steps {
            guard case .event(let event) = step.what else { continue }
            switch event.fact {
            case .throttled(let throttled): until = max(until, step.at + .seconds(throttled.seconds))
            case .closing(let closing) where step.at + .microseconds(1) < until:
                breaches.append("closing \(closing.session) at \(step.at), paused until \(until)")
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
            if case .throttled = answer { continue }
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
            guard case .event(let event) = step.what, case .closing(let closing) = event.fact else { return nil }
            return step.at > interruptedAt ? "closing \(closing.session) at \(step.at)" : nil
        }
    }
}
