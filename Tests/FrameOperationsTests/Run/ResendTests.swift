import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

/// What a look lets be sent again, judged without a run around it.
@Suite("A further DELETE of a target")
struct ResendTests {
    private static let announced: [RunEvent.Fact] = [.planned(.sample), .closing(Closing(session: "s001", attempt: 1))]
    private static let resumed = RunEvent.Fact.resumed(Resumed(origin: .sample, clientID: "client"))

    private static func answered(_ meaning: DeleteAnswer.Meaning) -> [RunEvent.Fact] {
        announced + [.answered(Answered(session: "s001", meaning: meaning, status: nil, detail: nil))]
    }

    private static func look(open: [SessionID] = []) -> RunEvent.Fact {
        .listed(Listed(round: 1, sessions: 2, left: 2, newcomers: 0, open: open))
    }

    /// Whether the session may be sent a DELETE after these facts.
    private func isDue(
        after facts: [RunEvent.Fact],
        closable: Set<SessionID> = ["s001"],
        takingUp: Bool = false
    ) throws -> Bool {
        let time = VirtualTime()
        let trace = Trace(time)
        let plane = ScriptedPlane(Scenario(2), time: time, trace: trace, interrupt: {})
        let environment = RunEnvironment.test(plane, RecordingJournal(trace, time: time), time: time.source)
        let rounds = Rounds(
            plan: try Plan.of(2),
            log: RunLog(after: RunState(facts), in: environment),
            settings: RunSettings(),
            halt: StopSwitch(),
            in: environment
        )
        let again = rounds.resendable(in: ListingCheck.Result(closable: closable), takingUp: takingUp)
        #expect(Set(again).isSubset(of: closable))
        return again.contains("s001")
    }

    @Test(
        "is due by the last answer, and for what was turned away only when a run is taken up again",
        arguments: [
            (.unknown, true, true), (.accepted, false, false), (.gone, true, true), (.refused, false, true),
            (.throttled, false, true), (.denied, false, true), (.notSent, false, true),
        ] as [(DeleteAnswer.Meaning, Bool, Bool)]
    )
    func answers(meaning: DeleteAnswer.Meaning, always: Bool, takingUp: Bool) throws {
        let seen = Self.answered(meaning) + [Self.look()]
        #expect(try isDue(after: seen) == always)
        #expect(try isDue(after: seen, takingUp: true) == takingUp)
        #expect(try !isDue(after: seen, closable: ["s002"], takingUp: true))
    }

    @Test("is due when there was none, and not while one has no answer or once the session is gone")
    func phases() throws {
        let gone = RunEvent.Fact.closed(Sighting(session: "s001", pool: "prod"))
        #expect(try isDue(after: [.planned(.sample), Self.look()]))
        #expect(try !isDue(after: Self.announced + [Self.look()], takingUp: true))
        #expect(try !isDue(after: Self.answered(.accepted) + [gone, Self.look()], takingUp: true))
    }

    @Test("waits, after an unknown answer, for a look that is complete and did not leave the session open (law 6)")
    func looksSince() throws {
        let before = [.planned(.sample), Self.look()] + Self.answered(.unknown).dropFirst()
        #expect(try !isDue(after: before))
        #expect(
            try !isDue(after: before + [.listingFailed(ListingFailed(round: 2, code: "timed-out", detail: "slow"))])
        )
        #expect(try !isDue(after: before + [Self.look(open: ["s001"])]))
        #expect(try isDue(after: before + [Self.look()]))
    }

    @Test("waits for a look since the run was taken up again, when the answer was lost with the process (law 6)")
    func looksSinceResumption() throws {
        let before = [.planned(.sample), Self.look()] + Self.announced.dropFirst() + [Self.resumed]
        #expect(try !isDue(after: before, takingUp: true))
        #expect(try isDue(after: before + [Self.look()], takingUp: true))
    }
}
