import Testing

@testable import FrameOperations

@Suite("A ceiling")
struct CeilingsTests {
    struct Case: Sendable {
        let targets: Int
        let spared: Int
        let ceilings: Ceilings
        /// The remedy, when it is refused.
        let remedy: String?
    }

    static let cases = [
        Case(targets: 3, spared: 0, ceilings: Ceilings(sessions: 3), remedy: nil),
        Case(targets: 4, spared: 0, ceilings: Ceilings(sessions: 3), remedy: "--max-sessions 4"),
        Case(targets: 0, spared: 0, ceilings: Ceilings(sessions: 0, percent: 0), remedy: nil),
        Case(targets: 1, spared: 0, ceilings: Ceilings(sessions: 0), remedy: "--max-sessions 1"),
        Case(targets: 1, spared: 1, ceilings: Ceilings(percent: 50), remedy: nil),
        Case(targets: 1, spared: 1, ceilings: Ceilings(percent: 49), remedy: "--max-percent 50"),
        Case(targets: 2, spared: 1, ceilings: Ceilings(percent: 66), remedy: "--max-percent 67"),
        Case(targets: 2, spared: 1, ceilings: Ceilings(percent: 67), remedy: nil),
        Case(targets: 5, spared: 0, ceilings: Ceilings(percent: 100), remedy: nil),
        Case(targets: 5, spared: 0, ceilings: Ceilings(percent: 99), remedy: "--max-percent 100"),
        Case(targets: 0, spared: 9, ceilings: Ceilings(percent: 0), remedy: nil),
        Case(targets: 1, spared: 998, ceilings: Ceilings(percent: 0), remedy: "--max-percent 1"),
        Case(targets: 4, spared: 0, ceilings: Ceilings(sessions: 3, percent: 1), remedy: "--max-sessions 4"),
    ]

    @Test("lets through what reaches it, refuses what passes it, and the remedy's number is enough", arguments: cases)
    func table(_ example: Case) throws {
        let plan = try Plan.of(example.targets, sparing: example.spared)
        guard let remedy = example.remedy else {
            #expect(throws: Never.self) { try example.ceilings.check(plan) }
            return
        }
        let error = try #require(throws: OperationsError.self) { try example.ceilings.check(plan) }
        #expect(error.code == .overCeiling)
        #expect(error.remedy == "If that is meant, raise it: \(remedy)")
        let number = try #require(remedy.split(separator: " ").last.flatMap { Int($0) })
        var raised = example.ceilings
        if remedy.hasPrefix("--max-sessions") {
            (raised.sessions, raised.percent) = (number, nil)
        } else {
            raised.percent = number
        }
        #expect(throws: Never.self) { try raised.check(plan) }
    }

    @Test("is a thousand sessions and any share, if nothing is said")
    func defaults() throws {
        #expect(throws: Never.self) { try Ceilings().check(try .of(1_000)) }
        let error = try #require(throws: OperationsError.self) { try Ceilings().check(try .of(1_001)) }
        #expect(error.code == .overCeiling)
        #expect(error.detail == "the plan would close 1001 sessions, more than the ceiling of 1000")
        #expect(error.remedy == "If that is meant, raise it: --max-sessions 1001")
    }

    @Test("of a share says of how many sessions")
    func share() throws {
        let error = try #require(throws: OperationsError.self) {
            try Ceilings(percent: 10).check(try .of(2, sparing: 4))
        }
        #expect(error.detail == "the plan would close 2 of 6 listed sessions (34 %), more than the ceiling of 10 %")
    }
}
