import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("The fold of a log")
struct RunStateTests {
    private func answered(_ id: SessionID, _ meaning: DeleteAnswer.Meaning) -> RunEvent.Fact {
        .answered(Answered(session: id, meaning: meaning, status: nil, detail: nil))
    }

    @Test("holds the targets of the plan, waiting")
    func planned() {
        let state = RunState([.planned(.sample)])
        #expect(state.planned == .sample)
        #expect(state.sessions == ["s001": SessionProgress(poolID: "prod"), "s002": SessionProgress(poolID: "prod")])
        #expect(state.leftCount == 2)
        #expect(state.handledCount == 0)
    }

    @Test("counts what is gone and what is handled, however often it is told")
    func counts() {
        let sighting = Sighting(session: "s001", pool: "prod")
        let facts: [RunEvent.Fact] = [
            .planned(.sample), .closing(Closing(session: "s001", attempt: 1)), answered("s001", .accepted),
            .closed(sighting), .closed(sighting),
        ]
        #expect(RunState(facts).goneCount == 1)
        #expect(RunState(facts).handledCount == 1)
        let relisted = RunState(facts + [.relisted(sighting), .relisted(sighting)])
        #expect(relisted.goneCount == 0)
        #expect(relisted.leftCount == 2)
        #expect(relisted.sessions["s001"]?.phase == .answered(.accepted))
    }

    @Test("takes a target that was never sent a DELETE and is listed again as waiting")
    func relistedUntouched() {
        let sighting = Sighting(session: "s001", pool: "prod")
        let state = RunState([.planned(.sample), .alreadyGone(sighting), .relisted(sighting)])
        #expect(state.sessions["s001"]?.phase == .waiting)
    }

    @Test("takes a DELETE without an answer as one that may have been carried out")
    func inFlight() {
        let state = RunState([.planned(.sample), .closing(Closing(session: "s001", attempt: 1))])
        #expect(state.sessions["s001"]?.mayHaveActed == true)
        #expect(state.sessions["s001"]?.attempts == 1)
    }

    @Test("never forgets that a DELETE whose answer was lost with its process may have been carried out")
    func lostAnswer() {
        let lost: [RunEvent.Fact] = [
            .planned(.sample), .closing(Closing(session: "s001", attempt: 1)),
            .resumed(Resumed(origin: .sample, clientID: "client")),
        ]
        let again = lost + [.closing(Closing(session: "s001", attempt: 2))]
        for facts in [lost, again + [.withdrawn(Withdrawn(session: "s001"))], again + [answered("s001", .gone)]] {
            #expect(RunState(facts).sessions["s001"]?.mayHaveActed == true)
        }
    }

    @Test(
        "knows which answers leave it open that a DELETE was carried out",
        arguments: [
            (.accepted, true), (.unknown, true), (.gone, false), (.refused, false), (.throttled, false),
            (.denied, false),
            (.notSent, false),
        ] as [(DeleteAnswer.Meaning, Bool)]
    )
    func mayHaveActed(meaning: DeleteAnswer.Meaning, expected: Bool) {
        let once: [RunEvent.Fact] = [
            .planned(.sample), .closing(Closing(session: "s001", attempt: 1)), answered("s001", meaning),
        ]
        #expect(RunState(once).sessions["s001"]?.mayHaveActed == expected)
        let twice = once + [.closing(Closing(session: "s001", attempt: 2)), answered("s001", .refused)]
        #expect(RunState(twice).sessions["s001"]?.mayHaveActed == expected)
    }

    @Test("counts complete looks only, and forgets newcomers when they leave")
    func looks() {
        let newcomer = Sighting(session: "s009", pool: "prod")
        let listing = Listed(round: 2, sessions: 3, left: 2, newcomers: 1, open: [])
        let failed = RunState([.planned(.sample), .listingFailed(ListingFailed(round: 1, code: "x", detail: "y"))])
        #expect(failed.looks == 0)
        let seen = RunState([.planned(.sample), .newcomer(newcomer), .listed(listing)], after: failed)
        #expect(seen.looks == 1)
        #expect(seen.lastListing == listing)
        #expect(seen.newcomers == ["s009": "prod"])
        #expect(RunState([.newcomerLeft(newcomer)], after: seen).newcomers.isEmpty)
    }

    @Test("is not touched by sessions that are none of its targets")
    func strangers() {
        let stranger = Sighting(session: "s077", pool: "prod")
        let state = RunState([
            .planned(.sample), .closing(Closing(session: "s077", attempt: 1)), answered("s077", .accepted),
            .closed(stranger),
        ])
        #expect(state.sessions.count == 2)
        #expect(state.leftCount == 2)
    }

    @Test("is the live state, whatever happens in whatever order", arguments: 0..<50)
    func live(seed: Int) throws {
        var dice = SeededGenerator(UInt64(seed))
        let events = Locked<[RunEvent]>([])
        let time = VirtualTime()
        let plane = ScriptedPlane(Scenario(2), time: time, trace: Trace(time), interrupt: {})
        let environment = RunEnvironment.test(plane, UnkeptJournal(), time: time.source) { event, _ in
            events.withLock { $0.append(event) }
        }
        let log = RunLog(in: environment)
        log.note(.planned(.sample))
        for _ in 0..<40 { log.note(.random(&dice)) }
        let live = log.state
        let folded = RunState(folding: events.current)
        #expect(folded.sessions == live.sessions)
        #expect(folded.newcomers == live.newcomers)
        #expect(folded.lastListing == live.lastListing)
        #expect(folded.stopped == live.stopped)
        #expect(folded.isInterrupted == live.isInterrupted)
        #expect(folded.finished == live.finished)
        #expect(
            [folded.looks, folded.goneCount, folded.handledCount] == [
                live.looks, live.goneCount, live.handledCount,
            ]
        )
        #expect(folded.goneCount == folded.sessions.values.count { $0.isSeenGone })
        #expect(folded.handledCount == folded.sessions.values.count { $0.phase.isHandled })
    }
}

extension RunState {
    /// Folds facts, numbered and a second apart.
    init(_ facts: [RunEvent.Fact], after earlier: RunState = RunState()) {
        self = earlier
        for (index, fact) in facts.enumerated() {
            let time = Date(timeIntervalSince1970: 1_700_000_000 + Double(index))
            apply(RunEvent(sequence: index + 1, time: time, fact: fact))
        }
    }
}

extension RunEvent.Fact {
    /// Anything that can happen to the sessions of the sample plan, and to some others.
    fileprivate static func random(_ dice: inout SeededGenerator) -> RunEvent.Fact {
        let id: SessionID = dice.pick(["s001", "s002", "s009"])
        let sighting = Sighting(session: id, pool: "prod")
        switch dice.next(below: 8) {
        case 0: return .closing(Closing(session: id, attempt: 1 + dice.next(below: 3)))
        case 1, 2:
            return .answered(
                Answered(session: id, meaning: dice.pick(DeleteAnswer.Meaning.allCases), status: nil, detail: nil)
            )
        case 3: return .closed(sighting)
        case 4: return .alreadyGone(sighting)
        case 5: return .relisted(sighting)
        default: return dice.pick(Array(RunEvent.Fact.samples.dropFirst()))
        }
    }
}

/// Keeps nothing.
private struct UnkeptJournal: RunJournal {
    func enqueue(_ event: RunEvent) {}
    func makeDurable(through sequence: Int) async throws(OperationsError) {}
}
