import Testing

@testable import FrameOperations

@Suite("The steps of a run")
struct RunStepTests {
    @Test("a resumed run leaves out what its log says is done, unless the step is repeated", arguments: [true, false])
    func due(isRepeated: Bool) async throws {
        var scenario = Scenario(2)
        scenario.hooks.before = ("lower", { _ in .exited(0) })
        let ran = try await scenario.run()
        let step = RunStep(.before, isRepeated: isRepeated) { _ in true }
        #expect(step.isDue(in: RunState()))
        #expect(step.isDue(in: RunState(folding: ran.steps.events)) == isRepeated)
    }

    @Test("a hook that failed or never ended is not done, and neither is a close that left something")
    func notDone() async throws {
        var scenario = Scenario(2)
        scenario.hooks.before = ("lower", { _ in .exited(3) })
        let events = try await scenario.run().steps.events
        for count in events.indices {
            let state = RunState(folding: events[...count])
            #expect(!state.hasTaken(.before))
            #expect(!state.hasTaken(.close))
        }
    }

    @Test("closing is done when the run is finished and nothing in scope is left")
    func closed() async throws {
        let events = try await Scenario(2).run().steps.events
        #expect(RunState(folding: events).hasTaken(.close))
        #expect(!RunState(folding: events.dropLast()).hasTaken(.close))
    }
}
