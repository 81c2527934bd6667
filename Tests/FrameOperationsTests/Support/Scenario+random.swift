import DeterministicTesting
import FrameAPI

@testable import FrameOperations

extension Scenario {
    /// An account and a service of a random temper, the same each time for the same seed.
    static func random(_ seed: UInt64) -> Scenario {
        var dice = SeededGenerator(seed)
        var scenario = Scenario(1 + dice.next(below: 36))
        scenario.pools = [.production, .sandbox]
        scenario.sessions += (0..<dice.next(below: 5)).map { .numbered(500 + $0, in: "sandbox") }
        scenario.seed = seed
        scenario.shuffles = true
        scenario.settings.concurrency = 1 + dice.next(below: 6)
        scenario.settings.attempts = 1 + dice.next(below: 4)
        scenario.settings.deadline = .seconds(20 + dice.next(below: 100))
        scenario.deleteTime = .milliseconds(dice.next(below: 200))
        scenario.journalTime = dice.chance(40) ? .milliseconds(dice.next(below: 60)) : .zero
        if dice.chance(25) { scenario.interruptAt = .milliseconds(dice.next(below: 30_000)) }
        if dice.chance(15) { scenario.interruptAtDelete = 1 + dice.next(below: 20) }
        if dice.chance(10) {
            let doomed = 2 + dice.next(below: 60)
            scenario.journalFails = { $0.sequence >= doomed }
        }
        let denial = dice.chance(20) ? 1 + dice.next(below: 40) : .max
        let status = dice.chance(50) ? 401 : 403
        let trouble = dice.pick([0, 10, 40, 90])
        scenario.delete = { delete in
            if delete.ordinal >= denial { return .denied(status) }
            var dice = SeededGenerator(seed &* 31 &+ UInt64(delete.ordinal))
            return dice.chance(trouble) ? .trouble(&dice) : .closes(after: .seconds(dice.pick([0, 0, 3, 15])))
        }
        scenario.listing = { ordinal in
            var dice = SeededGenerator(seed &* 37 &+ UInt64(ordinal))
            return dice.chance(50) ? .asItIs : .trouble(&dice, ordinal: ordinal)
        }
        scenario.standing = { session, isLive in
            var dice = SeededGenerator(seed &* 41 &+ UInt64(session.value.utf8.reduce(0) { $0 * 31 + Int($1) }))
            switch dice.next(below: 20) {
            case 0: return .success(.inconclusive("status-503"))
            case 1: return .success(.inconclusive("no-state"))
            default: return .success(isLive ? .live : dice.pick([.ended, .notFound]))
            }
        }
        if dice.chance(40) {
            scenario.sweep = dice.pick([.rounds(1), .rounds(3), .untilEmpty])
            if dice.chance(30) { scenario.ceilings.sessions = scenario.sessions.count + dice.next(below: 3) }
        }
        return scenario
    }
}

extension Reply {
    fileprivate static func trouble(_ dice: inout SeededGenerator) -> Reply {
        switch dice.next(below: 9) {
        case 0: .sticks
        case 1: .gone
        case 2: Reply(answer: .gone(status: 410), leavesAfter: .zero)
        case 3: .conflict
        case 4, 5: .throttled(dice.pick([nil, .zero, .seconds(1), .seconds(12)]))
        case 6: .unknown(acts: true, retryAfter: dice.pick([nil, .seconds(3)]))
        case 7: .unknown(acts: false)
        default: .notSent
        }
    }
}

extension Listing {
    fileprivate static func trouble(_ dice: inout SeededGenerator, ordinal: Int) -> Listing {
        switch dice.next(below: 11) {
        case 10:
            let kind = dice.pick(["production", "sandbox", nil])
            return Listing(pools: [Pool(id: "prod", kind: kind, name: "Classroom"), .sandbox])
        case 0: return Listing(hangs: true)
        case 1, 2: return .fails(dice.pick([.timedOut, .serverFault, .notUnderstood, .throttled]))
        case 3:
            let status = dice.pick([401, 403])
            return dice.chance(20) ? .fails(status == 401 ? .unauthorized : .forbidden, status: status) : .asItIs
        case 4, 5:
            let length = dice.pick([10, 20, 25])
            return .showing { $0.count > length ? Array($0.prefix(length)) : $0 }
        case 6: return .showing { $0.reversed() }
        case 7: return .showing { $0 + $0 }
        case 8: return .joins(.numbered(600 + ordinal), .numbered(700 + ordinal, in: "elsewhere"))
        default:
            return dice.chance(30)
                ? Listing(leaving: [.numbered(1)] + (1..<ordinal).map { .numbered(600 + $0) })
                : .joins(.numbered(1), .numbered(2))
        }
    }
}
