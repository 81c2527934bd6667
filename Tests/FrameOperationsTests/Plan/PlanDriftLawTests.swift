import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

/// Random plans, and random accounts that they are carried out in.
@Suite("Whatever has changed since a plan was saved")
struct PlanDriftLawTests {
    private static func pools(_ dice: inout SeededGenerator) -> [Pool] {
        let kinds: [String?] = ["production", "production", "Production", "production", "sandbox", nil]
        return (["a", "b", "c"] as [PoolID]).filter { _ in dice.chance(90) }.map {
            Pool(id: $0, kind: dice.pick(kinds))
        }
    }

    private static func sessions(_ dice: inout SeededGenerator) -> [ActiveSession] {
        (0..<dice.next(below: 30)).map { _ in
            ActiveSession(
                id: dice.chance(95) ? .numbered(dice.next(below: 30)) : nil,
                poolID: dice.pick(["a", "a", "a", "b", "b", "c", "d", nil])
            )
        }
    }

    /// A listing of the same account later: much of it is as it was.
    private static func later(_ snapshot: Snapshot, _ dice: inout SeededGenerator) -> Snapshot {
        let pools = dice.chance(70) ? snapshot.pools : pools(&dice)
        let kept = snapshot.sessions.filter { _ in dice.chance(85) }.map { session in
            dice.chance(95) ? session : ActiveSession(id: session.id, poolID: dice.pick(["a", "b", "c", "d", nil]))
        }
        return .of(pools, kept + sessions(&dice).prefix(dice.next(below: 6)))
    }

    private static func criteria(_ dice: inout SeededGenerator) -> SelectionCriteria {
        var criteria = SelectionCriteria()
        if dice.chance(30) { criteria.kinds = ["production", "sandbox"] }
        if dice.chance(20) { criteria.pools = ["a"] }
        if dice.chance(20) { criteria.excludedPools = ["b"] }
        if dice.chance(20) { criteria.sessions = Set((0..<20).map { .numbered($0) }) }
        if dice.chance(20) { criteria.excludedSessions = [.numbered(dice.next(below: 30))] }
        return criteria
    }

    @Test("only sessions of the plan are closed, each in a listed pool where it is in scope (laws 2 and 3)")
    func subset() throws {
        var (made, refused, closing, joined, gone, out) = (0, 0, 0, 0, 0, 0)
        for seed in 0..<3_000 {
            var dice = SeededGenerator(UInt64(seed))
            let first = Snapshot.of(Self.pools(&dice), Self.sessions(&dice))
            guard let saved = try? Plan(subject: .contoso, snapshot: first, criteria: Self.criteria(&dice)) else {
                continue
            }
            let fresh = Self.later(first, &dice)
            let drift = try PlanDrift(from: saved, to: fresh)
            let limit = dice.pick([0, 20, 50, 1_000])
            let planned = Set(saved.targets.map(\.id))
            let spared = Set(saved.skipped.compactMap(\.id))
            do {
                let plan = try drift.plan(maxPercent: limit)
                let taken = Set(plan.targets.map(\.id))
                #expect(taken.count == plan.targets.count, "seed \(seed): each once")
                #expect(taken.isSubset(of: planned), "seed \(seed): law 2")
                #expect(taken.isDisjoint(with: spared), "seed \(seed): deny beats allow")
                for target in plan.targets {
                    #expect(fresh.sessions.contains { $0.id == target.id && $0.poolID == target.poolID })
                    let kinds = fresh.pools.filter { $0.id == target.poolID }.map { $0.kind?.lowercased() }
                    #expect(!kinds.isEmpty, "seed \(seed): law 3")
                    #expect(kinds.allSatisfy { $0.map(saved.selection.kinds.contains) ?? false }, "seed \(seed): law 3")
                }
                let accounted = taken.union(plan.absent.map(\.session)).union(plan.skipped.compactMap(\.id))
                #expect(planned.isSubset(of: accounted), "seed \(seed): no session of the plan is forgotten")
                #expect(
                    plan.listedCount == Set(fresh.sessions.compactMap(\.id)).count
                        + fresh.sessions.count { $0.id == nil }
                )
                #expect(drift.percent <= limit && drift.changedPools.isEmpty)
                made += 1
                closing += taken.count
                joined += drift.joined.count
                gone += drift.gone.count
                out += drift.movedOut.count
            } catch {
                #expect(error.code == .planDrifted)
                #expect(drift.percent > limit || !drift.changedPools.isEmpty, "seed \(seed)")
                refused += 1
            }
        }
        #expect(min(made, refused, closing, joined, gone, out) > 100, "all of it happens")
    }
}
