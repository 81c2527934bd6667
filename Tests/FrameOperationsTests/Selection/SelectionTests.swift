import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A selection bound to a listing of pools")
struct SelectionTests {
    private let directory = PoolDirectory([
        .production, .sandbox,
        Pool(id: "twin-1", kind: "production", name: "Twin"),
        Pool(id: "twin-2", kind: "production", name: "TWIN"),
        Pool(id: "torn", kind: "production", name: "Torn"), Pool(id: "torn", kind: "test"),
    ])

    @Test(
        "finds a pool by its id, and by its name without regard to case",
        arguments: ["prod", "Classroom", "CLASSROOM"]
    )
    func named(_ name: String) throws {
        let selection = try Selection(SelectionCriteria(pools: [name]), in: directory)
        #expect(selection.pools.map(\.id) == ["prod"])
    }

    @Test("prefers an id to a name")
    func idFirst() throws {
        let directory = PoolDirectory([
            Pool(id: "a", kind: "production", name: "b"), Pool(id: "b", kind: "production", name: "a"),
        ])
        #expect(try Selection(SelectionCriteria(pools: ["a"]), in: directory).pools.map(\.id) == ["a"])
    }

    @Test(
        "refuses an unknown pool, and names those that there are",
        arguments: [
            (SelectionCriteria(pools: ["Nowhere"]), "--pool"),
            (SelectionCriteria(excludedPools: ["Nowhere"]), "--exclude-pool"),
        ]
    )
    func unknown(criteria: SelectionCriteria, option: String) throws {
        let error = try #require(throws: OperationsError.self) { try Selection(criteria, in: directory) }
        #expect(error.code == .unknownPool)
        #expect(error.detail == "\(option) “Nowhere” fits no pool of this account")
        #expect(
            error.remedy == "Its pools are: Classroom (prod), Golden Image (sandbox), Twin (twin-1), "
                + "TWIN (twin-2), Torn (torn)"
        )
    }

    @Test("says so when the service sent no names to match")
    func nameless() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(pools: ["Class"]), in: PoolDirectory([Pool(id: "p", kind: "production")]))
        }
        #expect(error.code == .unknownPool)
        #expect(error.detail.hasSuffix("; the service sent no names, so only ids can match"))
        #expect(error.remedy == "Its pools are: p")
    }

    @Test("refuses a name that fits several pools, and asks for the id")
    func ambiguous() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(pools: ["twin"]), in: directory)
        }
        #expect(error.code == .ambiguousPool)
        #expect(error.detail == "--pool “twin” fits 2 pools")
        #expect(error.remedy == "Name the one that is meant by its id: twin-1, twin-2")
    }

    @Test(
        "refuses a named pool of another or of no certain kind, alone and beside one that is selected",
        arguments: [
            (["sandbox"], "“Golden Image” (sandbox) is of kind sandbox", "--kind production --kind sandbox"),
            (["Classroom", "Golden Image"], "(sandbox) is of kind sandbox", "--kind production --kind sandbox"),
            (["Torn", "Classroom"], "“Torn” (torn) is of no known kind", "no certain kind"),
        ]
    )
    func otherKind(_ names: [String], detail: String, remedy: String) throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(pools: names), in: directory)
        }
        #expect(error.code == .noSelectedPool)
        #expect(error.detail.hasPrefix("--pool “"))
        #expect(error.detail.hasSuffix("\(detail), and only pools of kind production are selected"))
        #expect(error.remedy.contains(remedy))
    }

    @Test("takes a pool of another kind that is only excluded, or excluded besides")
    func otherKindExcluded() throws {
        let excluding = SelectionCriteria(excludedPools: ["Golden Image"])
        #expect(try Selection(excluding, in: directory).pools.map(\.id) == ["prod", "twin-1", "twin-2"])
        let both = SelectionCriteria(pools: ["Classroom", "Golden Image"], excludedPools: ["Golden Image"])
        #expect(try Selection(both, in: directory).pools.map(\.id) == ["prod"])
        let kinds = SelectionCriteria(kinds: ["production", "Sandbox"], pools: ["Classroom", "Golden Image"])
        #expect(try Selection(kinds, in: directory).pools.map(\.id) == ["prod", "sandbox"])
    }

    @Test("refuses an account without a pool of the kind, for that is probably the wrong account")
    func noProductionPool() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(), in: PoolDirectory([.sandbox, Pool(id: "x", kind: nil)]))
        }
        #expect(error.code == .noSelectedPool)
        #expect(
            error.detail == "this account has no pool of kind production; "
                + "the kinds that there are: (no kind) (1), sandbox (1)"
        )
        #expect(
            error.remedy
                == "Check the account and the credential's role; name other kinds with --kind, if they are meant"
        )
    }

    @Test("refuses an account without pools")
    func noPool() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(), in: PoolDirectory([]))
        }
        #expect(error.code == .noSelectedPool)
        #expect(error.detail == "this account has no pool of kind production; it shows no pool at all")
    }

    @Test("spares a session that is listed in two pools, and counts one that is listed twice once")
    func duplicates() throws {
        let selection = try Selection(SelectionCriteria(), in: directory)
        let verdicts = selection.verdicts(for: [
            .numbered(1), .numbered(2), .numbered(1), .numbered(2, in: "sandbox"), .numbered(2),
            .numbered(3), .numbered(3, in: nil), ActiveSession(id: nil, poolID: "prod"),
            ActiveSession(id: nil, poolID: "prod"),
        ])
        #expect(
            verdicts.map(\.verdict) == [
                .close("s001", in: "prod"), .skip(.contradictory), .skip(.contradictory), .skip(.noID), .skip(.noID),
            ]
        )
    }
}
