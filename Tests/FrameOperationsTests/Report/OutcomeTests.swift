import FrameAPI
import Testing

@testable import FrameOperations

@Suite("The outcome of a target")
struct OutcomeTests {
    /// How the log of one target reads, and what that means before and after a later look that still shows it.
    struct Case: Sendable, CustomTestStringConvertible {
        let log: [Step]
        let unlooked: Outcome
        let looked: Outcome
        /// The same when the deadline has passed besides.
        var late: Outcome?

        var testDescription: String { log.map { "\($0)" }.joined(separator: ", ") }
    }

    enum Step: Sendable {
        case closing(Int)
        case answered(DeleteAnswer.Meaning)
        case closed, alreadyGone, relisted
    }

    static let cases = [
        Case(log: [], unlooked: .notStarted, looked: .notStarted),
        Case(log: [.closing(1)], unlooked: .unverified, looked: .unverified),
        Case(log: [.closing(1), .answered(.accepted)], unlooked: .unverified, looked: .closing, late: .stuck),
        Case(log: [.closing(1), .answered(.unknown)], unlooked: .unverified, looked: .failed),
        Case(log: [.closing(1), .answered(.gone)], unlooked: .unverified, looked: .failed),
        Case(log: [.closing(1), .answered(.refused)], unlooked: .failed, looked: .failed),
        Case(log: [.closing(1), .answered(.denied)], unlooked: .failed, looked: .failed),
        Case(log: [.closing(1), .answered(.notSent)], unlooked: .failed, looked: .failed),
        Case(log: [.closing(1), .answered(.throttled)], unlooked: .notStarted, looked: .notStarted),
        Case(
            log: [.closing(1), .answered(.unknown), .closing(2), .answered(.throttled)],
            unlooked: .unverified,
            looked: .failed
        ),
        Case(
            log: [.closing(1), .answered(.unknown), .closing(2), .answered(.refused)],
            unlooked: .unverified,
            looked: .failed
        ),
        Case(
            log: [.closing(1), .answered(.notSent), .closing(2), .answered(.throttled)],
            unlooked: .failed,
            looked: .failed
        ),
        Case(log: [.closing(1), .answered(.accepted), .closed], unlooked: .closed, looked: .closed),
        Case(log: [.closing(1), .answered(.gone), .alreadyGone], unlooked: .alreadyGone, looked: .alreadyGone),
        Case(log: [.alreadyGone], unlooked: .alreadyGone, looked: .alreadyGone),
        Case(
            log: [.closing(1), .answered(.accepted), .closed, .relisted],
            unlooked: .unverified,
            looked: .closing,
            late: .stuck
        ),
        Case(log: [.alreadyGone, .relisted], unlooked: .notStarted, looked: .notStarted),
    ]

    @Test("follows the table", arguments: cases)
    func table(_ example: Case) throws {
        let facts = [RunEvent.Fact.planned(.sample)] + example.log.map { $0.fact(of: "s001") }
        #expect(try #require(Report(RunState(facts))).outcome("s001") == example.unlooked)
        let look = RunEvent.Fact.listed(Listed(round: 1, sessions: 1, left: 1, newcomers: 0, open: []))
        #expect(try #require(Report(RunState(facts + [look]))).outcome("s001") == example.looked)
        let late = RunEvent.Fact.deadlinePassed(DeadlinePassed(left: 1))
        let atDeadline = try #require(Report(RunState(facts + [look, late])))
        #expect(try atDeadline.outcome("s001") == example.late ?? example.looked)
        let open = RunEvent.Fact.listed(Listed(round: 1, sessions: 1, left: 1, newcomers: 0, open: ["s001"]))
        let missing = try #require(Report(RunState(facts + [open, late]))).outcome("s001")
        #expect([.unverified, example.unlooked].contains(missing), "not listed is neither stuck nor failed")
        #expect(![.stuck, .closing, .failed].contains(missing))
    }

    @Test("is spelled as the design has it")
    func words() {
        let words = [
            "closed", "already-gone", "not-found", "closing", "stuck", "unverified", "failed", "not-started", "skipped",
            "newcomer",
        ]
        #expect(Outcome.allCases.map(\.rawValue) == words)
    }
}

extension OutcomeTests.Step {
    fileprivate func fact(of id: SessionID) -> RunEvent.Fact {
        let sighting = Sighting(session: id, pool: "prod")
        return switch self {
        case .closing(let attempt): .closing(Closing(session: id, attempt: attempt))
        case .answered(let meaning): .answered(Answered(session: id, meaning: meaning, status: nil, detail: nil))
        case .closed: .closed(sighting)
        case .alreadyGone: .alreadyGone(sighting)
        case .relisted: .relisted(sighting)
        }
    }
}
