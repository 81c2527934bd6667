import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

/// Random listings and criteria: whatever a user names may only narrow.
@Suite("Every selection")
struct SelectionLawTests {
    private struct World {
        var dice: SeededGenerator
        var pools: [Pool] = []
        var sessions: [ActiveSession] = []

        init(_ seed: Int) {
            dice = SeededGenerator(UInt64(seed))
            let kinds: [String?] = ["production", "Production", "production", "sandbox", "test", nil]
            for (id, name) in [("a", "A"), ("b", "x"), ("c", "x"), ("d", nil)] as [(PoolID, String?)] {
                for _ in 0..<dice.pick([0, 1, 1, 1, 1, 2]) {
                    pools.append(Pool(id: id, kind: dice.pick(kinds), name: name))
                }
            }
            if dice.chance(20) { pools.append(Pool(id: nil, kind: "production")) }
            for _ in 0..<dice.next(below: 30) {
                sessions.append(
                    ActiveSession(
                        id: dice.chance(90) ? .numbered(dice.next(below: 40)) : dice.pick([nil, "a/b"]),
                        poolID: anyPool()
                    )
                )
            }
        }

        mutating func anyPool() -> PoolID? { dice.pick(["a", "a", "b", "b", "c", "d", "e", nil]) }

        mutating func criteria() -> SelectionCriteria {
            var criteria = SelectionCriteria(
                kinds: dice.pick([["production"], ["sandbox", "TEST"], ["production", "test"]])
            )
            if dice.chance(40) { criteria.pools = [dice.pick(["a", "b", "A"])] }
            if dice.chance(40) { criteria.sessions = someSessions() }
            if dice.chance(40) { criteria.excludedPools = [dice.pick(["a", "b", "c"])] }
            if dice.chance(40) { criteria.excludedSessions = someSessions() }
            return criteria
        }

        mutating func someSessions() -> Set<SessionID> {
            Set((0..<dice.next(below: 25)).map { _ in .numbered(dice.next(below: 40)) })
        }

        /// The targets; none when the criteria do not fit the listing.
        func targets(_ criteria: SelectionCriteria) -> Set<Plan.Target> {
            let plan = try? Plan(subject: .contoso, snapshot: .of(pools, sessions), criteria: criteria)
            return Set(plan?.targets ?? [])
        }
    }

    @Test("takes only sessions with an id, in a listed pool of a selected kind, that are listed there and nowhere else")
    func scope() {
        var taken = 0
        for seed in 0..<1_000 {
            var world = World(seed)
            let criteria = world.criteria()
            let kinds = Set(criteria.kinds.map { $0.lowercased() })
            for target in world.targets(criteria) {
                taken += 1
                let listed = world.sessions.filter { $0.id == target.id }
                let pools = world.pools.filter { $0.id == target.poolID }
                #expect(!listed.isEmpty && listed.allSatisfy { $0.poolID == target.poolID }, "seed \(seed)")
                #expect(!pools.isEmpty, "seed \(seed)")
                #expect(pools.allSatisfy { $0.kind.map { kinds.contains($0.lowercased()) } ?? false }, "seed \(seed)")
                #expect(!criteria.excludedSessions.contains(target.id), "seed \(seed)")
                #expect(criteria.sessions?.contains(target.id) ?? true, "seed \(seed)")
                #expect(!criteria.excludedPools.contains(target.poolID.value), "seed \(seed)")
            }
        }
        #expect(taken > 500)
    }

    @Test("takes no more for naming pools or sessions, or sparing them")
    func narrowing() {
        var narrowed = 0
        for seed in 0..<1_000 {
            var world = World(seed)
            let criteria = world.criteria()
            let before = world.targets(criteria)
            var changes: [SelectionCriteria] = []
            if criteria.pools.isEmpty {
                changes.append(criteria.with { $0.pools = [world.dice.pick(["a", "b", "A"])] })
            }
            let others = world.someSessions()
            changes.append(criteria.with { $0.sessions = ($0.sessions ?? others).intersection(others) })
            changes.append(criteria.with { $0.excludedSessions.formUnion(others) })
            changes.append(criteria.with { $0.excludedPools.append(world.dice.pick(["a", "b", "c", "nowhere"])) })
            for change in changes {
                let after = world.targets(change)
                #expect(after.isSubset(of: before), "seed \(seed)")
                if after.count < before.count { narrowed += 1 }
            }
        }
        #expect(narrowed > 100)
    }

    @Test("takes the same, in whatever order the service lists")
    func order() {
        for seed in 0..<500 {
            var world = World(seed)
            let criteria = world.criteria()
            let before = world.targets(criteria)
            world.sessions.shuffle(using: &world.dice)
            world.pools.shuffle(using: &world.dice)
            #expect(world.targets(criteria) == before, "seed \(seed)")
        }
    }
}

extension SelectionCriteria {
    fileprivate func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
