import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A plan")
struct PlanTests {
    private func plan(
        _ sessions: [ActiveSession],
        pools: [Pool] = [.production, .sandbox],
        criteria: SelectionCriteria = SelectionCriteria()
    ) throws -> Plan {
        try Plan(subject: .contoso, snapshot: .of(pools, sessions), criteria: criteria)
    }

    @Test("divides the listing into targets and what is left alone, each session once")
    func divided() throws {
        let plan = try plan([
            .numbered(1), .numbered(2, in: "sandbox"), .numbered(1), ActiveSession(id: nil, poolID: "prod"),
            .numbered(3),
        ])
        #expect(plan.targets.map(\.id) == ["s001", "s003"])
        #expect(plan.skipped.map(\.id) == ["s002", nil])
        #expect(plan.skipped.map(\.reason) == [.otherKind("sandbox"), .noID])
        #expect(plan.listedCount == 4)
        #expect(plan.pools.filter(\.isSelected).map(\.pool.id) == ["prod"])
        #expect(plan.absent.isEmpty)
    }

    @Test("tells which of the sessions that were named are not listed")
    func absent() throws {
        let plan = try plan(
            [.numbered(1), .numbered(2, in: "sandbox")],
            criteria: SelectionCriteria(sessions: ["s009", "s001", "s002", "s008"])
        )
        #expect(plan.targets.map(\.id) == ["s001"])
        #expect(plan.absent.map(\.session) == ["s008", "s009"])
    }

    @Test("refuses named sessions that are all listed where nothing is selected")
    func namedElsewhere() throws {
        func refusal(_ criteria: SelectionCriteria) -> OperationsError? {
            #expect(throws: OperationsError.self) {
                try plan(
                    [.numbered(1), .numbered(2, in: "sandbox"), .numbered(3, in: "lab")],
                    pools: [.production, .sandbox, Pool(id: "lab", kind: "production")],
                    criteria: criteria
                )
            }
        }
        let kind = refusal(SelectionCriteria(sessions: ["s002"]))
        #expect(
            kind
                == .sessionNotSelected(
                    "s002",
                    pool: "Golden Image",
                    .otherKind("sandbox"),
                    selectedKinds: ["production"]
                )
        )
        #expect(kind?.code == .sessionNotSelected)
        let pool = refusal(SelectionCriteria(pools: ["lab"], sessions: ["s001"]))
        #expect(
            pool == .sessionNotSelected("s001", pool: "Classroom", .poolNotNamed, selectedKinds: ["production"])
        )
        #expect(
            try plan([.numbered(1)], criteria: SelectionCriteria(sessions: ["s001"], excludedSessions: ["s001"]))
                .targets.isEmpty
        )
    }

    @Test(
        "takes a session for not found only beside a listing of which each row can be read",
        arguments: [true, false]
    )
    func notFound(isWhole: Bool) throws {
        let plan = try Plan(
            subject: .contoso,
            snapshot: .of([.production], [.numbered(1)] + (isWhole ? [] : [ActiveSession(id: nil, poolID: "prod")])),
            criteria: SelectionCriteria(sessions: ["s009"]),
            answers: ["s009": .notFound]
        )
        #expect(plan.absent.map(\.finding) == [isWhole ? .notFound : .unknown])
    }

    @Test("notes kinds of which no pool is listed")
    func missingKind() throws {
        let plan = try plan([.numbered(1)], criteria: SelectionCriteria(kinds: ["production", "Nope"]))
        #expect(plan.notes.map(\.words) == ["Kinds of which no pool is listed: Nope."])
    }

    @Test("has nothing to note of an ordinary listing")
    func unremarkable() throws {
        #expect(try plan([.numbered(1), .numbered(2, in: "sandbox")]).notes.isEmpty)
    }

    @Test("notes a listing of a round length", arguments: [10, 20, 25, 30, 50, 75, 100, 1000])
    func round(length: Int) throws {
        let notes = try plan((1...length).map { .numbered($0) }).notes
        #expect(
            notes.map(\.words) == [
                "The listing has exactly \(length) sessions. If the service truncates its lists, there are more."
            ]
        )
    }

    @Test("does not doubt other lengths", arguments: [0, 1, 5, 9, 11, 15, 24, 26, 40, 60, 99, 101])
    func notRound(length: Int) throws {
        #expect(try plan((0..<length).map { .numbered($0) }).notes.isEmpty)
    }

    @Test("notes entries that are listed twice")
    func repeated() throws {
        let notes = try plan([
            .numbered(1), .numbered(1), .numbered(2), .numbered(1),
        ]).notes
        #expect(notes.map(\.words) == ["Rows that repeat a session: 2. Each session counts once."])
    }

    @Test("notes what has no usable id, pool or kind, but not what is spared on purpose")
    func unusable() throws {
        let pools = [.production, .sandbox, Pool(id: "bare", kind: nil), Pool(id: nil, kind: "production")]
        let notes = try plan(
            [
                ActiveSession(id: nil, poolID: "prod"), ActiveSession(id: "a/b", poolID: "prod"), .numbered(1, in: nil),
                .numbered(2, in: "elsewhere"), .numbered(3, in: "bare"), .numbered(4), .numbered(4, in: "sandbox"),
                .numbered(5, in: "sandbox"), .numbered(6),
            ],
            pools: pools,
            criteria: SelectionCriteria(excludedSessions: ["s006", "s099"])
        ).notes
        #expect(
            notes.map(\.words) == [
                "Rows that repeat a session: 1. Each session counts once.",
                "Sessions listed without a usable id, pool or kind, and skipped: 6.",
                "Pools listed without an id, to which no session can be matched: 1.",
                "Excluded sessions that are not listed: s099.",
            ]
        )
    }

    @Test("is refused when the criteria do not fit the listing")
    func refused() throws {
        let error = try #require(throws: OperationsError.self) { try plan([.numbered(1)], pools: [.sandbox]) }
        #expect(error.code == .noSelectedPool)
    }

    @Test(
        "names the account by its name, or else by its id",
        arguments: [("Contoso", "Contoso"), ("", nil), (nil, nil)]
    )
    func title(name: String?, expected: String?) {
        #expect(PlanSubject.named(name).title == expected ?? "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7")
    }
}
