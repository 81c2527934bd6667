import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("What is protected")
struct ShieldTests {
    private static let lab = Pool(id: "lab", kind: "production", name: "Lab")
    private static let pools: [Pool] = [.production, lab, .sandbox]
    private static let sessions: [ActiveSession] = [
        .numbered(1), .numbered(2), .numbered(3, in: "lab"), .numbered(4, in: "sandbox"),
    ]

    private func plan(
        _ protections: Protections,
        sessions: [ActiveSession] = Self.sessions,
        pools: [Pool] = Self.pools,
        criteria: SelectionCriteria = SelectionCriteria()
    ) throws -> Plan {
        var criteria = criteria
        criteria.protections = protections
        return try Plan(subject: .contoso, snapshot: .of(pools, sessions), criteria: criteria)
    }

    private func reasons(_ plan: Plan) -> [SessionID: String] {
        Dictionary(uniqueKeysWithValues: plan.skipped.compactMap { one in one.id.map { ($0, one.reason.words) } })
    }

    @Test("is skipped, with who protects it", arguments: ["lab", "Lab", "LAB"])
    func pool(name: String) throws {
        let plan = try plan(.sample { $0.pools = [name] })
        #expect(plan.targets.map(\.id) == [.numbered(1), .numbered(2)])
        #expect(reasons(plan)[.numbered(3)] == "protected by profile training: its pool")
        #expect(plan.pools.first { $0.pool.id == "lab" }?.isSelected == false)
    }

    @Test("is named even when it is asked for by name, and comes before any other reason")
    func named() throws {
        var criteria = SelectionCriteria(pools: ["Lab"], sessions: [.numbered(3)])
        #expect(try plan(.sample { $0.pools = ["Lab"] }, criteria: criteria).targets.isEmpty)
        criteria = SelectionCriteria(kinds: ["sandbox", "production"])
        let plan = try plan(.sample { $0.kinds = ["SANDBOX"] }, criteria: criteria)
        #expect(reasons(plan)[.numbered(4)] == "protected by profile training: pools of kind sandbox")
        #expect(plan.targets.count == 3)
    }

    @Test("by a name that fits several pools, is all of them")
    func several() throws {
        let twin = Pool(id: "twin", kind: "production", name: "lab")
        let plan = try plan(
            .sample { $0.pools = ["Lab"] },
            sessions: Self.sessions + [.numbered(5, in: "twin")],
            pools: Self.pools + [twin]
        )
        #expect(plan.targets.map(\.id) == [.numbered(1), .numbered(2)])
    }

    @Test("by a name that fits no pool, is refused: it would protect nothing")
    func unknown() throws {
        let error = try #require(throws: OperationsError.self) { try plan(.sample { $0.pools = ["Labb"] }) }
        #expect(
            error
                == .unknownProtectedPool(
                    "Labb",
                    source: "profile training",
                    file: "/etc/training.yaml",
                    listed: Self.pools
                )
        )
        #expect(error.code == .unknownProtectedPool)
    }

    @Test("is a user's sessions, in whatever spelling and member the service sends")
    func users() throws {
        let sessions = [
            ActiveSession(id: "a", poolID: "prod", users: ["17", "Ada@Example.com"]),
            ActiveSession(id: "b", poolID: "prod", users: ["bob@example.com"]),
        ]
        let plan = try plan(.sample { $0.users = ["ada@example.com"] }, sessions: sessions)
        #expect(plan.targets.map(\.id) == ["b"])
        #expect(reasons(plan)["a"] == "protected by profile training: its user")
        #expect(plan.notes.isEmpty)
    }

    @Test("is refused where the service names no user for somebody in scope: it never matches silently")
    func usersNotSent() throws {
        let protections = Protections.sample { $0.users = ["ada@example.com"] }
        let error = try #require(throws: OperationsError.self) { try plan(protections) }
        #expect(error == .usersNotSent(source: "profile training", sessions: 3, inScope: 3))
        #expect(error.code == .fieldNotSent)
        // Who is out of scope anyway may be unknown.
        let known = [ActiveSession(id: "a", poolID: "prod", users: ["x"]), .numbered(4, in: "sandbox")]
        #expect(try plan(protections, sessions: known).targets.map(\.id) == ["a"])
    }

    @Test("is said to have no session, when that is so")
    func absentUsers() throws {
        let sessions = [ActiveSession(id: "a", poolID: "prod", users: ["x"])]
        let plan = try plan(.sample { $0.users = ["X", "eve"] }, sessions: sessions)
        #expect(plan.notes.contains(PlanNote(.unlistedUsers, names: ["eve"])))
    }

    @Test("by two sources, is what either protects")
    func both() throws {
        var folder = Protection(source: "/work/.framectl.yaml", file: "/work/.framectl.yaml")
        folder.pools = ["lab"]
        let plan = try plan(Protections([.sample { $0.pools = ["prod"] }, folder]))
        #expect(plan.targets.isEmpty)
        #expect(reasons(plan)[.numbered(3)] == "protected by /work/.framectl.yaml: its pool")
    }

    @Test("stays so when it is kept and read back, and on later listings, by id and by name")
    func kept() throws {
        let scope = try plan(.sample { $0.pools = ["Lab"] }).selection.scope
        let read = try JSONDecoder().decode(Scope.self, from: JSONEncoder().encode(scope))
        #expect(read == scope)
        let renamed = Pool(id: "lab", kind: "production", name: "Workshop")
        let successor = Pool(id: "lab2", kind: "production", name: "lab")
        let later = Selection(read).bound(to: [.production, renamed, successor])
        #expect(later.verdict(for: .numbered(3, in: "lab")) == .skip(.protectedPool(by: "profile training")))
        #expect(later.verdict(for: .numbered(9, in: "lab2")) == .skip(.protectedPool(by: "profile training")))
        #expect(later.verdict(for: .numbered(1)) == .close(.numbered(1), in: "prod"))
    }

    @Test("by nobody, leaves no trace in what is kept")
    func nothing() throws {
        let scope = try plan(Protections([.sample { $0.maxSessions = 5 }])).selection.scope
        #expect(scope.protected == nil)
        let text = String(decoding: try JSONEncoder().encode(scope), as: UTF8.self)
        #expect(!text.contains("protected"))
    }

    @Test("only narrows, whatever is selected")
    func law() throws {
        var (spared, taken) = (0, 0)
        for seed in 0..<2_000 {
            var dice = SeededGenerator(UInt64(seed))
            let users = ["ada", "bob", "eve"]
            let sessions = (0..<20).map { number in
                ActiveSession(
                    id: .numbered(number),
                    poolID: dice.pick(["prod", "lab", "sandbox"]),
                    users: [dice.pick(users)]
                )
            }
            let criteria = SelectionCriteria(
                kinds: dice.pick([["production"], ["production", "sandbox"]]),
                pools: dice.pick([[], ["Lab", "prod"]]),
                excludedPools: dice.pick([[], ["lab"]])
            )
            let (pool, kind, user) = (
                dice.pick(["lab", "prod"]), dice.pick(["sandbox", "production"]), dice.pick(users)
            )
            let (hasPool, hasKind, hasUser) = (dice.chance(50), dice.chance(30), dice.chance(50))
            let protected = try plan(
                .sample {
                    if hasPool { $0.pools = [pool] }
                    if hasKind { $0.kinds = [kind] }
                    if hasUser { $0.users = [user] }
                },
                sessions: sessions,
                criteria: criteria
            )
            let open = Set(try plan(Protections(), sessions: sessions, criteria: criteria).targets)
            let byID = Dictionary(uniqueKeysWithValues: sessions.map { ($0.id, $0) })
            for target in protected.targets {
                taken += 1
                #expect(open.contains(target), "seed \(seed)")
                if hasPool { #expect(target.poolID.value != pool, "seed \(seed)") }
                if hasKind {
                    #expect(Self.pools.first { $0.id == target.poolID }?.kind != kind, "seed \(seed)")
                }
                if hasUser { #expect(byID[target.id]?.users.contains(user) == false, "seed \(seed)") }
            }
            spared += open.count - protected.targets.count
        }
        #expect(spared > 1_000 && taken > 1_000)
    }
}
