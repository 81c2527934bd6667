import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A run that is gone on with after its process died")
struct ResumeTests {
    /// Twelve sessions, some of which take a while to close.
    private static var evening: Scenario {
        var scenario = Scenario(12)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += [.numbered(90, in: "sandbox")]
        scenario.delete = { .closes(after: .seconds($0.ordinal % 3)) }
        scenario.standing = { .success(.of($1)) }
        return scenario
    }

    @Test("ends as if nothing had happened, wherever it was cut", arguments: 1...45)
    func anywhere(lost: Int) async throws {
        let ran = try await Self.evening.run(losing: lost)
        guard ran.kept > 0 else {
            #expect(throws: OperationsError.self) { try ran.result.get() }
            #expect(ran.steps.deletes.isEmpty)
            return
        }
        if case .failure(let error) = ran.result {
            // It was complete before it was cut.
            #expect(error.code == .notResumable)
            #expect(RunState(folding: ran.log).finished?.ending == .complete)
        } else {
            let report = try ran.result.get()
            #expect(report.verdict == "All 12 sessions closed.")
            #expect(report.ending == .complete)
        }
        #expect(ran.live == [.numbered(90)])
        #expect(Set(ran.deletes.keys) == Set(ran.plan.targets.map(\.id)))
        #expect(ran.announced == Set(ran.deletes.keys))
        #expect(ran.log.map(\.sequence) == Array(1...ran.log.count))
        if ran.log.contains(where: { $0.fact.name == "resumed" }) {
            #expect(try ran.result.get().sessions == Report(RunState(folding: ran.log))?.sessions)
        }
    }

    @Test("looks before it sends anything, and settles by what it sees what had no answer")
    func looksFirst() async throws {
        for lost in 3...30 {
            let ran = try await Self.evening.run(losing: lost)
            guard let start = ran.steps.firstIndex(where: { $0.fact == "resumed" }) else { continue }
            let after = ran.steps[start...]
            let look = after.firstIndex { $0.fact == "listed" }
            let delete = after.firstIndex { if case .asked(.close) = $0.what { true } else { false } }
            if let look, let delete { #expect(look < delete) }
        }
    }

    @Test("sends nothing again that the service had taken", arguments: 3...40)
    func takenOnce(lost: Int) async throws {
        let ran = try await Self.evening.run(losing: lost, between: .zero)
        let known = RunState(folding: ran.log.prefix(ran.kept))
        for (id, session) in known.sessions where session.wasAccepted {
            #expect(ran.deletes[id] == 1, "\(id)")
        }
    }

    @Test("never closes anybody else, though others have joined")
    func strangers() async throws {
        for lost in [3, 9, 20] {
            var scenario = Self.evening
            scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
            let ran = try await scenario.run(losing: lost)
            #expect(ran.deletes[.numbered(77)] == nil)
            #expect(try ran.result.get().outcome(.numbered(77)) == .newcomer)
            #expect(try ran.result.get().ending == .incomplete)
        }
    }

    @Test("never closes a newcomer that its log tells of")
    func knownNewcomers() async throws {
        var scenario = Self.evening
        scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
        let look = try #require(try await scenario.run().steps.events.first { $0.fact.name == "listed" })
        let ran = try await scenario.run(losing: look.sequence + 1)
        #expect(ran.log.prefix(ran.kept).contains { $0.fact.name == "newcomer" })
        #expect(ran.deletes[.numbered(77)] == nil)
        #expect(try ran.result.get().outcome(.numbered(77)) == .newcomer)
    }

    @Test("closes nobody in a pool whose kind has changed in between, and says so")
    func kindChanged() async throws {
        var scenario = Self.evening
        scenario.listing = { _ in Listing(pools: [Pool(id: "prod", kind: "sandbox"), .sandbox]) }
        let ran = try await scenario.run(losing: 7)
        let report = try ran.result.get()
        let before = ran.log.prefix(ran.kept).filter { $0.fact.name == "closing" }.count
        #expect(ran.deletes.count <= before + 4)
        let resumedAt = try #require(ran.steps.firstIndex { $0.fact == "resumed" })
        #expect(ran.steps[resumedAt...].allSatisfy { if case .asked(.close) = $0.what { false } else { true } })
        #expect(report.ending == .incomplete)
        let untouched = try #require(report.sessions.first { $0.outcome == .notStarted && $0.poolID == "prod" })
        #expect(untouched.why?.contains("kind sandbox") == true)
    }

    @Test("has its attempts and its deadline afresh")
    func afresh() async throws {
        var scenario = Scenario(3)
        scenario.settings.attempts = 2
        // Nothing gets through to the first process.
        scenario.delete = { $0.ordinal <= 4 ? .notSent : .closes }
        let ran = try await scenario.run(losing: 14)
        #expect(try ran.result.get().ending == .complete)
    }

    @Test("says of a session that went without an answer that nobody knows whether its DELETE was sent")
    func uncertain() throws {
        let sighting = Sighting(session: "s001", pool: "prod")
        let facts: [RunEvent.Fact] = [
            .planned(.sample), .closing(Closing(session: "s001", attempt: 1)),
            .resumed(Resumed(origin: .sample, clientID: "c")),
        ]
        let gone = try #require(Report(RunState(facts + [.closed(sighting)]))).session("s001")
        #expect(gone.outcome == .closed)
        #expect(gone.why == "its DELETE was announced; the process ended before it was known whether it was sent")
        let again = try #require(
            Report(
                RunState(
                    facts + [
                        .closing(Closing(session: "s001", attempt: 2)),
                        .answered(Answered(session: "s001", meaning: .accepted, status: 200, detail: nil)),
                        .closed(sighting),
                    ]
                )
            )
        )
        #expect(try again.session("s001").reason == nil)
    }

    @Test("until a listing is empty sees that twice itself, whatever was seen before its process died")
    func emptyTwice() async throws {
        var scenario = Scenario(3)
        scenario.sweep = .untilEmpty
        // The first listing is empty, the second is lost, and a session starts before the fourth.
        scenario.listing = { $0 == 4 ? .joins(.numbered(77)) : .asItIs }
        let look = try #require(try await scenario.run().steps.events.first { $0.fact.name == "listed" })
        let ran = try await scenario.run(losing: look.sequence + 1)
        #expect(RunState(folding: ran.log.prefix(ran.kept)).emptyInARow == 1)
        #expect(try ran.result.get().verdict == "All 4 sessions closed.")
    }

    @Test("is refused when it had come to its end")
    func over() async throws {
        let state = RunState(folding: try await Scenario(2).run().steps.events)
        let error = #expect(throws: OperationsError.self) { try ResumableRun(state) }
        #expect(error == .runComplete(run: "run-1", Conclusion(.complete, outcomes: [.closed: 2])))
        #expect(error?.code == .notResumable)
    }

    @Test("is refused when its plan was not written down whole")
    func partOfAPlan() async throws {
        var scenario = Scenario(1_200)
        scenario.ceilings.sessions = 1_200
        let events = try await scenario.run().steps.events
        #expect(events.map(\.fact.name).prefix(4) == ["planned", "planned-more", "planned-more", "witness"])
        #expect(RunState(folding: events).targets.count == 1_200)
        let error = #expect(throws: OperationsError.self) { try ResumableRun(RunState(folding: events.prefix(2))) }
        #expect(error == .planNotWritten)
        #expect(try ResumableRun(RunState(folding: events.prefix(3))).plan.targets.count == 1_200)
    }

    @Test("may be gone on with more than once")
    func twice() async throws {
        var state = RunState([.planned(.sample), .closing(Closing(session: "s001", attempt: 1))])
        #expect(state.sessions["s001"]?.phase == .closing)
        state = RunState([.resumed(Resumed(origin: .sample, clientID: "c"))], after: state)
        #expect(state.sessions["s001"]?.phase == .answered(.unknown))
        #expect(state.sessions["s001"]?.attemptsBefore == 1)
        #expect(state.sessions["s001"]?.mayHaveActed == true)
        state = RunState(
            [.interrupted, .stopped(Stopped(.throttling, detail: "y"))],
            after: state
        )
        state = RunState([.resumed(Resumed(origin: .sample, clientID: "c"))], after: state)
        #expect(!state.isInterrupted && state.stopped == nil && state.finished == nil)
        #expect(state.resumptions.count == 2)
    }
}

extension Trace.Step {
    /// The name of the event, if it is one.
    fileprivate var fact: String? {
        if case .event(let event) = what { event.fact.name } else { nil }
    }
}
