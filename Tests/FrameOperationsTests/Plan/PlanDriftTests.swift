import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("The drift of a saved plan")
struct PlanDriftTests {
    private static let pools: [Pool] = [.production, .sandbox, Pool(id: "lab", kind: "production", name: "Lab")]

    /// A plan to close `s001` to `s010`, which leaves `s011` and `s012` alone.
    private static func saved(_ criteria: SelectionCriteria = SelectionCriteria()) throws -> Plan {
        try Plan(
            subject: .contoso,
            snapshot: .of(pools, sessions + [.numbered(11, in: "sandbox"), .numbered(12, in: "sandbox")]),
            criteria: criteria
        )
    }

    private static let sessions: [ActiveSession] = (1...10).map { .numbered($0) }
    private static let spared: [ActiveSession] = [.numbered(11, in: "sandbox"), .numbered(12, in: "sandbox")]

    private func drift(
        _ sessions: [ActiveSession],
        pools: [Pool] = Self.pools,
        criteria: SelectionCriteria = SelectionCriteria()
    ) throws -> PlanDrift {
        try PlanDrift(from: Self.saved(criteria), to: .of(pools, sessions))
    }

    @Test("of an account that is as it was is none, and the whole plan is left")
    func unchanged() throws {
        let drift = try drift(Self.spared + Self.sessions.reversed())
        #expect(drift.percent == 0)
        let plan = try drift.plan(maxPercent: 0)
        #expect(Set(plan.targets) == Set(try Self.saved().targets))
        #expect(plan.skipped.map(\.reason) == [.otherKind("sandbox"), .otherKind("sandbox")])
        #expect(plan.absent.isEmpty)
        #expect(plan.notes.isEmpty)
    }

    @Test("counts who is gone, who moved out of scope and who joined")
    func counted() throws {
        let listed: [ActiveSession] =
            [.numbered(1), .numbered(2, in: "lab"), .numbered(3, in: "sandbox"), .numbered(4, in: nil)]
            + (5...8).map { .numbered($0) } + [.numbered(20), ActiveSession(id: nil, poolID: "prod")] + Self.spared
        let drift = try drift(listed)
        #expect(drift.gone == ["s009", "s010"])
        #expect(drift.movedOut.map(\.id) == ["s003", "s004"])
        #expect(drift.movedOut.map(\.reason) == [.otherKind("sandbox"), .noPool])
        #expect(drift.joined == [Plan.Target(id: "s020", poolID: "prod")])
        #expect(drift.percent == 50)

        let plan = try drift.plan(maxPercent: 50)
        #expect(plan.targets.map(\.id) == ["s001", "s002", "s005", "s006", "s007", "s008"])
        #expect(plan.targets[1].poolID == "lab", "the pool as it is listed now")
        #expect(plan.skipped.map(\.id) == ["s003", "s004", "s020", nil, "s011", "s012"])
        #expect(plan.skipped[2].reason == .joinedAfterPlan)
        #expect(plan.skipped[2].reason.words.contains("started after the plan"))
        #expect(plan.absent.map(\.session) == ["s009", "s010"])
        #expect(plan.absent.allSatisfy { $0.wasListed && $0.finding == .unknown })
        #expect(plan.subject == .contoso)
        #expect(
            plan.notes.last?.words.hasPrefix("Since the plan was made: 2 of 10 planned sessions are gone, 2 of 10")
                == true
        )
    }

    @Test(
        "is refused above the limit, and says what drifted",
        arguments: [(7, 0, 20, 30), (9, 2, 20, 30), (10, 1, 0, 10), (0, 25, 349, 350)]
    )
    func refused(left: Int, joined: Int, limit: Int, percent: Int) throws {
        let drift = try drift(Self.sessions.prefix(left) + (0..<joined).map { .numbered(30 + $0) } + Self.spared)
        let error = try #require(throws: OperationsError.self) { try drift.plan(maxPercent: limit) }
        let extent = PlanDrift.Extent(planned: 10, gone: 10 - left, movedOut: [], joined: joined)
        #expect(error == .planDrifted(extent, limit: limit))
        #expect(error.code == .planDrifted)
        #expect(extent.percent == percent)
        #expect(try drift.plan(maxPercent: percent).targets.count == left)
    }

    @Test("of a session that moved out of scope is told with the reason")
    func movedOut() throws {
        let drift = try drift([.numbered(1, in: "sandbox")] + Self.sessions.dropFirst() + Self.spared)
        let error = try #require(throws: OperationsError.self) { try drift.plan(maxPercent: 9) }
        let extent = PlanDrift.Extent(planned: 10, gone: 0, movedOut: [.otherKind("sandbox")], joined: 0)
        #expect(error == .planDrifted(extent, limit: 9))
    }

    @Test("is rounded up, so that the remedy works")
    func rounding() throws {
        let saved = try Plan.of(3)
        let drift = try PlanDrift(from: saved, to: .of([.production], [.numbered(1), .numbered(2)]))
        #expect(drift.percent == 34)
        #expect(throws: OperationsError.self) { try drift.plan(maxPercent: 33) }
        #expect(throws: Never.self) { try drift.plan(maxPercent: 34) }
    }

    @Test("of a plan with nothing to close is counted for one session")
    func empty() throws {
        let drift = try PlanDrift(from: Plan.of(0), to: .of([.production], [.numbered(1)]))
        #expect(drift.percent == 100)
        #expect(try drift.plan(maxPercent: 100).targets.isEmpty)
    }

    @Test(
        "is refused, whatever the limit, when a selected pool is of another kind",
        arguments: ["sandbox", "Utility", nil]
    )
    func changedKind(kind: String?) throws {
        let drift = try drift(Self.sessions, pools: [Pool(id: "prod", kind: kind, name: "Other"), .sandbox])
        let error = try #require(throws: OperationsError.self) { try drift.plan(maxPercent: 1_000_000) }
        #expect(error == .poolsChanged([.init(id: "prod", name: "Classroom", before: "production", now: kind)]))
        #expect(error.code == .planDrifted)
    }

    @Test("is refused when a pool was left alone in the plan, is of a selected kind now, and holds sessions to close")
    func cameIn() throws {
        let pools = [.production, Pool(id: "sandbox", kind: "production")]
        let held = try drift([.numbered(1, in: "sandbox")] + Self.sessions.dropFirst() + Self.spared, pools: pools)
        #expect(held.changedPools.map(\.id) == ["sandbox"])
        #expect(throws: OperationsError.self) { try held.plan(maxPercent: 100) }
        let free = try drift(Self.sessions + Self.spared, pools: pools)
        #expect(free.changedPools.isEmpty)
        let plan = try free.plan(maxPercent: 0)
        #expect(plan.targets.count == 10)
        #expect(plan.skipped.map(\.reason) == [.sparedByPlan, .sparedByPlan], "what the plan leaves alone stays alone")
    }

    @Test("knows no change in the case of a kind, in a name, or in a pool that is not listed")
    func sameKind() throws {
        let renamed = try drift(Self.sessions, pools: [Pool(id: "prod", kind: "PRODUCTION", name: "Renamed")])
        #expect(renamed.changedPools.isEmpty)
        #expect(renamed.remaining.count == 10)
        let unlisted = try drift(Self.sessions, pools: [.sandbox])
        #expect(unlisted.changedPools.isEmpty)
        #expect(unlisted.remaining.isEmpty, "a pool that is not listed is unknown")
        #expect(Set(unlisted.movedOut.map(\.reason)) == [.unknownPool])
    }

    @Test("never takes what the plan spares by name, and names keep their pools")
    func narrowed() throws {
        let criteria = SelectionCriteria(pools: ["Classroom"], excludedSessions: ["s002"])
        let swapped = [
            Pool(id: "prod", kind: "production", name: "Lab"), Pool(id: "lab", kind: "production", name: "Classroom"),
        ]
        let drift = try drift(Self.sessions + [.numbered(40, in: "lab")], pools: swapped, criteria: criteria)
        #expect(drift.joined.isEmpty)
        let plan = try drift.plan(maxPercent: 0)
        #expect(plan.targets.count == 9)
        #expect(plan.skipped.map(\.reason) == [.sessionExcluded, .poolNotNamed])
    }

    @Test("carries over whether the fresh listing may be cut, and its moment")
    func fresh() throws {
        let cut = try drift(Self.sessions)
        #expect(try cut.plan(maxPercent: 0).basis.doubtful)
        let whole = try drift(Self.sessions + [.numbered(11, in: "sandbox")])
        #expect(try !whole.plan(maxPercent: 0).basis.doubtful)
        #expect(try whole.plan(maxPercent: 0).takenAt == Date(timeIntervalSince1970: 1_700_000_000))
    }
}
