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
        "refuses an unknown pool, with those that there are",
        arguments: [
            (SelectionCriteria(pools: ["Nowhere"]), .selecting),
            (SelectionCriteria(excludedPools: ["Nowhere"]), .excluding),
        ] as [(SelectionCriteria, OperationsError.NamedFor)]
    )
    func unknown(criteria: SelectionCriteria, purpose: OperationsError.NamedFor) throws {
        let error = try #require(throws: OperationsError.self) { try Selection(criteria, in: directory) }
        #expect(error == .unknownPool("Nowhere", purpose, nearest: nil, listed: directory.pools))
        #expect(error.code == .unknownPool)
    }

    @Test("refuses a pool that is nearly spelt like one, with that one")
    func misspelt() throws {
        let error = OperationsError.unknownPool("Classrom", .selecting, nearest: "Classroom", listed: directory.pools)
        #expect(throws: error) { try Selection(SelectionCriteria(pools: ["Classrom"]), in: directory) }
    }

    @Test("refuses a name that fits several pools, with their ids")
    func ambiguous() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(pools: ["twin"]), in: directory)
        }
        #expect(error == .ambiguousPool("twin", .selecting, matching: ["twin-1", "twin-2"]))
        #expect(error.code == .ambiguousPool)
    }

    @Test(
        "refuses a named pool of another or of no certain kind, alone and beside one that is selected",
        arguments: [
            (["sandbox"], "sandbox", "Golden Image", "sandbox"),
            (["Classroom", "Golden Image"], "sandbox", "Golden Image", "sandbox"),
            (["Torn", "Classroom"], "torn", "Torn", nil),
        ] as [([String], PoolID, String, String?)]
    )
    func otherKind(_ names: [String], id: PoolID, name: String, kind: String?) throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(pools: names), in: directory)
        }
        #expect(error == .poolOfOtherKind(id, name: name, kind: kind, selectedKinds: ["production"]))
        #expect(error.code == .noSelectedPool)
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
        let found = [
            OperationsError.KindCount(kind: nil, pools: 1), OperationsError.KindCount(kind: "sandbox", pools: 1),
        ]
        #expect(error == .noSelectedPool(kinds: ["production"], found: found, isNamed: false))
        #expect(error.code == .noSelectedPool)
    }

    @Test("refuses an account without pools")
    func noPool() throws {
        let error = try #require(throws: OperationsError.self) {
            try Selection(SelectionCriteria(), in: PoolDirectory([]))
        }
        #expect(error == .noSelectedPool(kinds: ["production"], found: [], isNamed: false))
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
