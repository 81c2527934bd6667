import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("The tally of a run")
struct RunTallyTests {
    /// The events that begin a run of some pools, named by their sessions' numbers.
    static func beginning(_ pools: [(name: String?, sessions: Int)], sweep: Sweep = .none) throws -> [RunEvent.Fact] {
        let listed = pools.enumerated().map { Pool(id: PoolID("p\($0)"), kind: "production", name: $1.name) }
        let sessions = pools.enumerated().flatMap { number, pool in
            (0..<pool.sessions).map { ActiveSession(id: SessionID("p\(number)s\($0)"), poolID: PoolID("p\(number)")) }
        }
        let moment = Date(timeIntervalSince1970: 1_700_000_000)
        let plan = try Plan(
            subject: PlanSubject(account: "a", accountName: "Contoso Training", apiURL: "u", clientID: "c"),
            snapshot: Snapshot(pools: listed, sessions: sessions, takenAt: moment),
            criteria: SelectionCriteria()
        )
        let ceilings = Ceilings(sessions: 100_000)
        let confirmed = try ConfirmedPlan(plan, answer: .yesFlag, ceilings: ceilings, sweep: sweep, at: moment)
        let origin = Origin(user: "u", host: "h", pid: 1, version: "v")
        return RunEvent.Fact.keeping(confirmed, identity: RunIdentity(runID: "r", origin: origin, reason: nil))
    }

    private static func tally(_ facts: [RunEvent.Fact]) -> RunTally {
        var tally = RunTally()
        for fact in facts { tally.apply(fact) }
        return tally
    }

    private static func answered(_ session: SessionID, _ meaning: DeleteAnswer.Meaning) -> RunEvent.Fact {
        .answered(Answered(session: session, meaning: meaning, status: nil, serviceTime: nil, detail: nil))
    }

    @Test("counts each pool by what its sessions' last answers and the looks say")
    func counts() throws {
        let facts =
            try Self.beginning([("Theatre", 4), (nil, 2)]) + [
                Self.answered("p0s0", .accepted), Self.answered("p0s1", .refused), Self.answered("p0s2", .throttled),
                Self.answered("p1s0", .unknown), .closed(Sighting(session: "p0s0", pool: "p0")),
                .alreadyGone(Sighting(session: "p0s3", pool: "p0")),
            ]
        let tally = Self.tally(facts)
        #expect(
            tally.pools == [
                .sample("Theatre", 4, closed: 1, alreadyGone: 1, failed: 1), .sample("p1", 2, answered: 1),
            ]
        )
    }

    @Test("knows a session once, however often it becomes a target")
    func again() throws {
        var tally = Self.tally(try Self.beginning([("Theatre", 2)]) + [Self.answered("p0s0", .accepted)])
        tally.apply(.sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "p0s0", poolID: "p0")])))
        #expect(tally.pools == [.sample("Theatre", 2, answered: 1)])
    }

    @Test("has newcomers in no pool before they are to be closed")
    func newcomers() throws {
        var tally = Self.tally(try Self.beginning([("Theatre", 1)], sweep: .untilEmpty))
        tally.apply(.newcomer(Sighting(session: "n1", pool: "p0")))
        tally.apply(.newcomer(Sighting(session: "n1", pool: "p0")))
        tally.apply(.newcomer(Sighting(session: "n2", pool: "p0")))
        #expect(tally.newcomerCount == 2)
        #expect(tally.pools == [.sample("Theatre", 1)])
        tally.apply(.sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "n1", poolID: "p0")])))
        tally.apply(.newcomerLeft(Sighting(session: "n2", pool: "p0")))
        #expect(tally.newcomerCount == 0)
        #expect(tally.pools == [.sample("Theatre", 2)])
    }

    @Test("agrees with the fold of the log, from the beginning and from the middle", arguments: UInt64(0)..<50)
    func agreement(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        let facts = try Self.beginning((0..<5).map { ("Pool \($0)", random.next(below: 30)) })
        var (state, sequence) = (RunState(), 0)
        func note(_ fact: RunEvent.Fact) {
            sequence += 1
            state.apply(RunEvent(sequence: sequence, time: Date(timeIntervalSince1970: 0), fact: fact))
        }
        var tally = RunTally()
        for fact in facts {
            note(fact)
            tally.apply(fact)
        }
        guard !state.targets.isEmpty else { return }
        for step in 0..<300 {
            if step == 150 {
                tally = RunTally()
                tally.begin(with: state)
            }
            let target = random.pick(state.targets)
            let sighting = Sighting(session: target.id, pool: target.poolID)
            let meaning = random.pick([DeleteAnswer.Meaning.accepted, .gone, .unknown, .refused, .denied, .notSent])
            let isGone = state.sessions[target.id]?.isSeenGone ?? false
            // As the engine does it: only what is there gets a DELETE, and only what has gone can come back.
            let fact: RunEvent.Fact =
                isGone
                ? .relisted(sighting)
                : random.pick([
                    Self.answered(target.id, meaning), Self.answered(target.id, meaning), .closed(sighting),
                    .alreadyGone(sighting),
                ])
            note(fact)
            tally.apply(fact)
            let all = RunTally.Pool("All", summing: tally.pools)
            #expect(all.targets == state.progress.targets)
            #expect(all.gone == state.progress.gone)
            #expect(tally.pools.map(\.targets).reduce(0, +) == all.targets)
            for pool in tally.pools {
                #expect(min(pool.closed, pool.alreadyGone, pool.answered, pool.failed, pool.left) >= 0)
                #expect(pool.handled <= pool.targets)
            }
        }
        let failed = state.sessions.values.count { progress in
            [.refused, .denied, .notSent].contains { progress.phase == .answered($0) }
        }
        #expect(tally.pools.reduce(0) { $0 + $1.failed } == failed)
    }

    @Test("hides what must not be shown of a name before it is cut short")
    func redaction() throws {
        let secret = String(repeating: "e1", count: 45)
        var tally = RunTally { $0.replacing(secret, with: "<redacted>") }
        for fact in try Self.beginning([("Room \(secret)", 1)]) { tally.apply(fact) }
        #expect(tally.pools.map(\.name) == ["Room <redacted>"])
    }
}
