import DeterministicTesting
import FrameAPI

@testable import FrameOperations

extension Scenario {
    /// What came of a watch.
    struct Watched: Sendable {
        let outcome: Result<EmptyResult, OperationsError>
        let facts: [EmptyFact]
        let steps: [Trace.Step]
        let elapsed: Duration

        /// The result of a watch that did not throw.
        var result: EmptyResult {
            get throws { try outcome.get() }
        }

        /// The looks that were complete.
        var looks: [EmptyLook] {
            facts.compactMap { if case .looked(let look) = $0 { look } else { nil } }
        }

        /// When each listing of sessions was asked for.
        var moments: [Duration] { steps.calls.filter { $0.call == .sessions }.map(\.at) }
    }

    /// Watches the account until it is empty, under virtual time.
    ///
    /// - Throws: `VirtualTime.Stall` when the watch does not end.
    func watch(deadline: Duration = .seconds(60)) async throws -> Watched {
        let time = VirtualTime()
        let trace = Trace(time)
        let interruption = StopSwitch()
        let plane = ScriptedPlane(self, time: time, trace: trace, interrupt: {})
        let facts = Locked<[EmptyFact]>([])
        let watch = EmptyWatch(
            plane,
            criteria: criteria,
            deadline: deadline,
            time: time.source,
            random: .seeded(seed),
            interruption: interruption,
            observe: { fact in facts.withLock { $0.append(fact) } }
        )
        if let interruptAt { time.at(interruptAt) { interruption.stop() } }
        let outcome: Result<EmptyResult, OperationsError> = try await time.run {
            do throws(OperationsError) { return .success(try await watch.run()) } catch { return .failure(error) }
        }
        return Watched(outcome: outcome, facts: facts.current, steps: trace.steps, elapsed: time.elapsed)
    }
}
