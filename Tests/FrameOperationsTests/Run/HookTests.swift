import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("The site's own commands around a close")
struct HookTests {
    private static let good = HookEnd.exited(0)
    private static let bad = HookEnd.exited(3)

    private func scenario(before: HookEnd?, after: HookEnd?, seen: Locked<[String]> = Locked([])) -> Scenario {
        var scenario = Scenario(2)
        if let before {
            scenario.hooks.before = (
                "lower",
                { plan in
                    seen.withLock { $0.append("before \(plan.targets.count)") }
                    return before
                }
            )
        }
        if let after {
            scenario.hooks.after = (
                "raise",
                { report in
                    seen.withLock { $0.append("after \(report.verdict)") }
                    return after
                }
            )
        }
        return scenario
    }

    @Test("run with the plan and with the report, and are in the log")
    func both() async throws {
        let seen = Locked<[String]>([])
        let ran = try await scenario(before: Self.good, after: Self.good, seen: seen).run()
        #expect(seen.current == ["before 2", "after All 2 sessions closed."])
        #expect(try ran.report.ending == .complete)
        let facts = ran.steps.facts
        #expect(facts.prefix(4) == ["planned", "hook", "hook", "witness"])
        #expect(facts.suffix(3) == ["hook", "hook", "finished"])
        #expect(ran.steps.hooks.map(\.end) == [nil, .exited(0), nil, .exited(0)])
    }

    @Test("keep everything from being closed when the first fails, and the last runs all the same")
    func beforeFails() async throws {
        let seen = Locked<[String]>([])
        let ran = try await scenario(before: Self.bad, after: Self.good, seen: seen).run()
        #expect(ran.steps.calls.isEmpty)
        #expect(try ran.report.ending == .refused)
        #expect(try ran.report.ending == .refused)
        #expect(try ran.report.verdict == "Nothing was closed: the command before the close ended with status 3.")
        #expect(seen.current.count == 2)
    }

    @Test("make a run incomplete when the last fails")
    func afterFails() async throws {
        let ran = try await scenario(before: nil, after: Self.bad).run()
        #expect(try ran.report.ending == .hookFailed)
        #expect(
            try ran.report.verdict
                == "All sessions in scope are gone; the hook after the close ended with status 3: 2 closed."
        )
    }

    @Test("the failure of the last is forgotten when the run is gone on with, and nobody is left")
    func afterFailedBefore() async throws {
        let ran = try await scenario(before: nil, after: Self.bad).run()
        let state = RunState(folding: ran.steps.events)
        #expect(try ResumableRun(state).plan.targets.count == 2)
        let resumed = RunState([.resumed(Resumed(origin: .sample, clientID: "c"))], after: state)
        #expect(try #require(Report(resumed)).ending == .complete)
    }

    @Test("the last is on record before it runs")
    func recorded() async throws {
        let ran = try await scenario(before: nil, after: Self.good).run()
        let started = try #require(ran.steps.events.first { $0.fact.name == "hook" }).sequence
        let ended = try #require(ran.steps.events.last { $0.fact.name == "hook" }).sequence
        let place = try #require(
            ran.steps.firstIndex { if case .event(let event) = $0.what { event.sequence == ended } else { false } }
        )
        #expect(
            ran.steps[..<place].contains {
                if case .durable(let through) = $0.what { through >= started } else { false }
            }
        )
    }

    @Test("the last runs on an interruption too")
    func interrupted() async throws {
        let seen = Locked<[String]>([])
        var scenario = scenario(before: nil, after: Self.good, seen: seen)
        scenario.interruptAt = .zero
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .interrupted)
        #expect(seen.current == ["after Interrupted: 0 closed, 2 not started."])
    }

    @Test("make no refusal of an interruption that ends the first")
    func interruptedBefore() async throws {
        var scenario = scenario(before: Self.bad, after: nil)
        scenario.interruptAt = .zero
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .interrupted)
        #expect(try ran.report.verdict == "Interrupted: 0 closed, 2 not started.")
        #expect(ran.steps.calls.isEmpty)
    }

    @Test("the last runs though the journal has failed")
    func journalFails() async throws {
        let seen = Locked<[String]>([])
        var scenario = scenario(before: nil, after: Self.good, seen: seen)
        scenario.journalFails = { $0.fact.name == "answered" }
        let ran = try await scenario.run()
        #expect(throws: OperationsError.self) { try ran.report }
        #expect(seen.current.count == 1)
    }
}

extension [Trace.Step] {
    fileprivate var hooks: [Hook] {
        events.compactMap { if case .hook(let hook) = $0.fact { hook } else { nil } }
    }
}
