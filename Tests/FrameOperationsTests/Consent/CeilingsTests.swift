import Testing

@testable import FrameOperations

@Suite("A ceiling")
struct CeilingsTests {
    struct Case: Sendable {
        let targets: Int
        let spared: Int
        let ceilings: Ceilings
        /// The refusal, when it is refused.
        let refusal: OperationsError?

        init(targets: Int, spared: Int, ceilings: Ceilings, _ refusal: OperationsError? = nil) {
            self.targets = targets
            self.spared = spared
            self.ceilings = ceilings
            self.refusal = refusal
        }
    }

    private static func share(_ sessions: Int, of listed: Int, _ percent: Int, limit: Int) -> OperationsError {
        .shareTooLarge(sessions: sessions, listed: listed, percent: percent, limit: limit)
    }

    static let cases: [Case] = [
        Case(targets: 3, spared: 0, ceilings: Ceilings(sessions: 3)),
        Case(targets: 4, spared: 0, ceilings: Ceilings(sessions: 3), .tooManySessions(4, limit: 3, setBy: nil)),
        Case(targets: 0, spared: 0, ceilings: Ceilings(sessions: 0, percent: 0)),
        Case(targets: 1, spared: 0, ceilings: Ceilings(sessions: 0), .tooManySessions(1, limit: 0, setBy: nil)),
        Case(targets: 1, spared: 1, ceilings: Ceilings(percent: 50)),
        Case(targets: 1, spared: 1, ceilings: Ceilings(percent: 49), share(1, of: 2, 50, limit: 49)),
        Case(targets: 2, spared: 1, ceilings: Ceilings(percent: 66), share(2, of: 3, 67, limit: 66)),
        Case(targets: 2, spared: 1, ceilings: Ceilings(percent: 67)),
        Case(targets: 5, spared: 0, ceilings: Ceilings(percent: 100)),
        Case(targets: 5, spared: 0, ceilings: Ceilings(percent: 99), share(5, of: 5, 100, limit: 99)),
        Case(targets: 0, spared: 9, ceilings: Ceilings(percent: 0)),
        Case(targets: 1, spared: 998, ceilings: Ceilings(percent: 0), share(1, of: 999, 1, limit: 0)),
        Case(
            targets: 4,
            spared: 0,
            ceilings: Ceilings(sessions: 3, percent: 1),
            .tooManySessions(4, limit: 3, setBy: nil)
        ),
    ]

    @Test("lets through what reaches it, refuses what passes it, and the refusal's number is enough", arguments: cases)
    func table(_ example: Case) throws {
        let plan = try Plan.of(example.targets, sparing: example.spared)
        guard let refusal = example.refusal else {
            #expect(throws: Never.self) { try example.ceilings.check(plan) }
            return
        }
        #expect(throws: refusal) { try example.ceilings.check(plan) }
        #expect(refusal.code == .overCeiling)
        var raised = example.ceilings
        switch refusal {
        case .tooManySessions(let count, _, _): (raised.sessions, raised.percent) = (count, nil)
        case .shareTooLarge(_, _, let percent, _): raised.percent = percent
        default: Issue.record("\(refusal)")
        }
        #expect(throws: Never.self) { try raised.check(plan) }
    }

    @Test("is a thousand sessions and any share, if nothing is said")
    func defaults() throws {
        #expect(throws: Never.self) { try Ceilings().check(try .of(1_000)) }
        #expect(throws: OperationsError.tooManySessions(1_001, limit: 1_000, setBy: nil)) {
            try Ceilings().check(try .of(1_001))
        }
    }

    @Test("of a share says of how many sessions")
    func share() throws {
        #expect(throws: Self.share(2, of: 6, 34, limit: 10)) { try Ceilings(percent: 10).check(try .of(2, sparing: 4)) }
    }
}
