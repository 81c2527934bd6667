import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("The sessions of a run by pool")
struct PoolCountsTests {
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

    private static func state(_ facts: [RunEvent.Fact]) -> RunState {
        var state = RunState()
        for fact in facts { state.add(fact) }
        return state
    }

    private static func rows(_ state: RunState) -> [PoolRow] { state.pools.map { PoolRow($0) { $0 } } }

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
        #expect(
            Self.rows(Self.state(facts)) == [
                .sample("Theatre", 4, closed: 1, alreadyGone: 1, failed: 1), .sample("p1", 2, answered: 1),
            ]
        )
    }

    @Test("knows a session once, however often it becomes a target")
    func again() throws {
        var state = Self.state(try Self.beginning([("Theatre", 2)]) + [Self.answered("p0s0", .accepted)])
        state.add(.sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "p0s0", poolID: "p0")])))
        #expect(Self.rows(state) == [.sample("Theatre", 2, answered: 1)])
    }

    @Test("has newcomers in no pool before they are to be closed")
    func newcomers() throws {
        var state = Self.state(try Self.beginning([("Theatre", 1)], sweep: .untilEmpty))
        state.add(.newcomer(Sighting(session: "n1", pool: "p0")))
        state.add(.newcomer(Sighting(session: "n1", pool: "p0")))
        state.add(.newcomer(Sighting(session: "n2", pool: "p0")))
        #expect(state.newcomers.count == 2)
        #expect(Self.rows(state) == [.sample("Theatre", 1)])
        state.add(.sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "n1", poolID: "p0")])))
        state.add(.newcomerLeft(Sighting(session: "n2", pool: "p0")))
        #expect(state.newcomers.count == 0)
        #expect(Self.rows(state) == [.sample("Theatre", 2)])
    }

    @Test("adds up to what is known of the run, whatever happens", arguments: UInt64(0)..<50)
    func sums(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        var state = Self.state(try Self.beginning((0..<5).map { ("Pool \($0)", random.next(below: 30)) }))
        guard !state.targets.isEmpty else { return }
        for _ in 0..<300 {
            let target = random.pick(state.targets)
            let sighting = Sighting(session: target.id, pool: target.poolID)
            let isGone = state.sessions[target.id]?.isSeenGone ?? false
            // As the engine does it: only what is there gets a DELETE, and only what has gone can come back.
            state.add(
                isGone
                    ? .relisted(sighting)
                    : random.pick([
                        .closing(Closing(session: target.id, attempt: 1)),
                        Self.answered(target.id, random.pick(DeleteAnswer.Meaning.allCases)), .closed(sighting),
                        .alreadyGone(sighting),
                    ])
            )
            let all = PoolRow("All", summing: Self.rows(state))
            #expect(all.targets == state.progress.targets)
            #expect(all.gone == state.progress.gone)
            #expect(all.handled == state.progress.handled)
            for pool in Self.rows(state) {
                #expect(min(pool.closed, pool.alreadyGone, pool.answered, pool.failed, pool.left) >= 0)
                #expect(pool.handled <= pool.targets)
            }
        }
    }

    @Test("hides what must not be shown of a name before it is cut short")
    func redaction() throws {
        let secret = String(repeating: "e1", count: 45)
        let state = Self.state(try Self.beginning([("Room \(secret)", 1)]))
        let rows = state.pools.map { PoolRow($0) { $0.replacing(secret, with: "<redacted>") } }
        #expect(rows.map(\.name) == ["Room <redacted>"])
    }
}

extension RunState {
    /// Applies a fact as the next event.
    mutating func add(_ fact: RunEvent.Fact) {
        apply(RunEvent(sequence: lastSequence + 1, time: Date(timeIntervalSince1970: 0), fact: fact))
    }
}
