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

        /// The checks that were complete.
        var checks: [EmptyCheck] {
            facts.compactMap { if case .checked(let check) = $0 { check } else { nil } }
        }

        /// When each listing of sessions was asked for.
        var moments: [Duration] { steps.calls.filter { $0.call == .sessions }.map(\.at) }
    }

    /// Watches the account until it is empty, under virtual time.
    ///
    /// - Parameters:
    ///   - deadline: How long to wait.
    ///   - tolerance: What may be left.
    ///   - before: What happens to the pacer of the client before.
    /// - Returns: What came of it.
    /// - Throws: `VirtualTime.Stall` when the watch does not end.
    func watch(
        deadline: Duration = .seconds(60),
        tolerance: EmptyTolerance = EmptyTolerance(),
        before: @escaping @Sendable (Pacer) async -> Void = { _ in }
    ) async throws -> Watched {
        let time = VirtualTime()
        let trace = Trace(time)
        let interruption = StopSwitch()
        let plane = ScriptedPlane(self, time: time, trace: trace, interrupt: {})
        let facts = Locked<[EmptyFact]>([])
        let pacer = Pacer(settings, time: time.source, random: .seeded(seed))
        let watch = EmptyWatch(
            plane,
            criteria: criteria,
            tolerance: tolerance,
            deadline: deadline,
            time: time.source,
            random: .seeded(seed),
            pacer: pacer,
            interruption: interruption,
            observe: { fact in facts.withLock { $0.append(fact) } }
        )
        if let interruptAt { time.at(interruptAt) { interruption.stop() } }
        let outcome: Result<EmptyResult, OperationsError> = try await time.run {
            await before(pacer)
            do throws(OperationsError) { return .success(try await watch.run()) } catch { return .failure(error) }
        }
        return Watched(outcome: outcome, facts: facts.current, steps: trace.steps, elapsed: time.elapsed)
    }
}
