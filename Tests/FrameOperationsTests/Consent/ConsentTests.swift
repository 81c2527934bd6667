import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("Consent")
struct ConsentTests {
    private func consent(
        to plan: Plan,
        _ answer: ConsentAnswer,
        ceilings: Ceilings = Ceilings()
    ) throws -> ConfirmedPlan {
        try ConfirmedPlan(plan, answer: answer, ceilings: ceilings, at: Date(timeIntervalSince1970: 1))
    }

    @Test(
        "is asked for in words that hold the count and the account",
        arguments: [(0, "sessions"), (1, "session"), (412, "sessions")]
    )
    func phrase(count: Int, noun: String) throws {
        let phrase = ConsentPhrase(for: try .of(count))
        #expect(phrase.short == "close \(count) \(noun)")
        #expect(phrase.full == "close \(count) \(noun) in Contoso Training")
    }

    @Test(
        "shows the account's name where it can be typed as it is shown, and else its id",
        arguments: [
            ("  two \t words\n", "two words"), ("Ünïcödé — 教室", nil), ("one\u{2028}two", "one two"), ("שלום", nil),
            (String(repeating: "教", count: 60), nil), ("e\u{301}\u{301}", nil),
            ("Contoso\u{202E}gniniarT", id), ("a\u{200B}b", id), ("c\u{1B}[31m", id), ("bell\u{7}", id),
            ("a\u{3164}b", id),
            (String(repeating: "教", count: 61), id), (String(repeating: "ab ", count: 90), id), (nil, id),
            ("Evil" + String(repeating: "\u{301}", count: 2_000) + " name", id), ("\u{200B}\u{2066} ", id),
        ] as [(String?, String?)]
    )
    func oddNames(name: String?, shown: String?) throws {
        let plan = try Plan.of(2, account: name)
        let phrase = "close 2 sessions in \(shown ?? name ?? "")"
        #expect(ConsentPhrase(for: plan).full == phrase)
        #expect(ConsentPhrase(for: plan).isByName == (shown != Self.id || name == nil))
        for answer in [ConsentAnswer.typed(phrase), .confirmFlag(phrase)] {
            #expect(throws: Never.self) { try consent(to: plan, answer) }
        }
        if let name, shown == Self.id {
            #expect(throws: OperationsError.self) { try consent(to: plan, .typed("close 2 sessions in \(name)")) }
        }
    }

    private static let id = "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"

    @Test("shows the id where the name holds what is not shown")
    func redactedName() throws {
        let redaction = Redaction()
        redaction.hide(Secret("canary-secret"))
        let plan = try Plan.of(2, account: "of canary-secret")
        let phrase = Redaction.$current.withValue(redaction) { ConsentPhrase(for: plan).full }
        #expect(phrase == "close 2 sessions in \(Self.id)")
    }

    @Test("is compared scalar by scalar: a mark belongs to the sign before it, a space too")
    func marks() throws {
        let plan = try Plan.of(2, account: "a \u{301}b")
        #expect(throws: Never.self) { try consent(to: plan, .typed("close 2 sessions in a \u{301}b")) }
    }

    @Test(
        "is given by",
        arguments: [
            .typed("close 3 sessions in Contoso Training"), .typed("  close  3 sessions in Contoso\tTraining \n"),
            .confirmFlag("close 3 sessions"), .confirmFlag("close 3 sessions in Contoso Training"), .yesFlag,
        ] as [ConsentAnswer]
    )
    func given(answer: ConsentAnswer) throws {
        let confirmed = try consent(to: try .of(3), answer)
        #expect(confirmed.answer == answer)
        #expect(confirmed.plan.targets.count == 3)
        #expect(confirmed.consentedAt == Date(timeIntervalSince1970: 1))
    }

    @Test(
        "is not given by",
        arguments: [
            .typed(""), .typed("y"), .typed("yes"), .typed("close 3 sessions"),
            .typed("close 2 sessions in Contoso Training"),
            .typed("close 3 sessions in Fabrikam"), .typed("close 3 session in Contoso Training"),
            .typed("CLOSE 3 SESSIONS IN CONTOSO TRAINING"), .typed("close 3 sessions in Contoso Training please"),
        ] as [ConsentAnswer]
    )
    func notTyped(answer: ConsentAnswer) throws {
        let error = try #require(throws: OperationsError.self) { try consent(to: try .of(3), answer) }
        #expect(error == .confirmationMismatch(passed: nil, phrase: "close 3 sessions"))
        #expect(error.code == .consentRefused)
    }

    @Test(
        "is not given by a flag of another plan",
        arguments: ["", "close 4 sessions", "close 3 sessions in Fabrikam", "close 3", "3", "close 03 sessions", "yes"]
    )
    func staleFlag(text: String) throws {
        let error = try #require(throws: OperationsError.self) { try consent(to: try .of(3), .confirmFlag(text)) }
        #expect(error == .confirmationMismatch(passed: text, phrase: "close 3 sessions"))
    }

    @Test(
        "does not lift a ceiling, however it is given",
        arguments: [.yesFlag, .confirmFlag("close 3 sessions")] as [ConsentAnswer]
    )
    func ceilings(answer: ConsentAnswer) throws {
        let error = try #require(throws: OperationsError.self) {
            try consent(to: try .of(3), answer, ceilings: Ceilings(sessions: 2))
        }
        #expect(error == .tooManySessions(3, limit: 2, setBy: nil))
    }

    @Test("to what is left of a saved plan is given in a script by the phrase of either, and by no other")
    func approved() throws {
        let plan = try Plan.of(3)
        func take(_ answer: ConsentAnswer) throws -> ConfirmedPlan {
            let moment = Date(timeIntervalSince1970: 1)
            return try ConfirmedPlan(plan, answer: answer, approvedCount: 5, ceilings: Ceilings(), at: moment)
        }
        for phrase in ["close 3 sessions", "close 5 sessions", "close 5 sessions in Contoso Training"] {
            #expect(try take(.confirmFlag(phrase)).plan.targets.count == 3)
        }
        for answer: ConsentAnswer in [
            .confirmFlag("close 4 sessions"), .confirmFlag("close 5 sessions in Fabrikam"),
            .typed("close 5 sessions in Contoso Training"),
        ] {
            let error = try #require(throws: OperationsError.self) { try take(answer) }
            #expect(error == .confirmationMismatch(passed: answer.passed, phrase: "close 3 sessions"))
        }
    }

    @Test(
        "to a plan that closes nothing, now or later, is the phrase of any number",
        arguments: [.confirmFlag("close 3 sessions"), .confirmFlag("close 1 session in X"), .typed("")]
            as [ConsentAnswer]
    )
    func nothingToClose(answer: ConsentAnswer) throws {
        #expect(try consent(to: try .of(0), answer).plan.targets.isEmpty)
        for sweep: Sweep in [.rounds(1), .untilEmpty] {
            let error = #expect(throws: OperationsError.self) {
                try ConfirmedPlan(
                    try .of(0),
                    answer: answer,
                    ceilings: Ceilings(),
                    sweep: sweep,
                    at: Date(timeIntervalSince1970: 1)
                )
            }
            #expect(error?.code == .consentRefused)
        }
    }

    @Test(
        "to nothing is no other text",
        arguments: ["", "nonsense", "close", "close all sessions", "open 3 sessions", "close 3"]
    )
    func nothingButText(text: String) throws {
        let error = #expect(throws: OperationsError.self) { try consent(to: try .of(0), .confirmFlag(text)) }
        #expect(error?.code == .consentRefused)
    }

    @Test("is remembered by its way and not by its text")
    func means() {
        #expect(ConsentAnswer.typed("close 3 sessions in X").confirmation == .typed)
        #expect(ConsentAnswer.confirmFlag("close 3 sessions").confirmation == .given)
        #expect(ConsentAnswer.yesFlag.confirmation == .blanket)
    }
}
