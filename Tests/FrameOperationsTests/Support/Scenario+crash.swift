import DeterministicTesting
import FrameAPI

@testable import FrameOperations

extension Scenario {
    /// A run that was cut off and gone on with.
    struct Revived: Sendable {
        /// Why it could not be gone on with, or how it ended.
        let result: Result<Report, OperationsError>
        /// The log as it was found, and what was added.
        let log: [RunEvent]
        /// How much of it was found.
        let kept: Int
        let plan: Plan
        let steps: [Trace.Step]
        let live: Set<SessionID>

        /// How many DELETEs each session was sent by both processes.
        var deletes: [SessionID: Int] {
            steps.deletes.reduce(into: [:]) { $0[$1.session, default: 0] += 1 }
        }

        /// The sessions of which the log says that a DELETE was about to be sent.
        var announced: Set<SessionID> {
            Set(log.compactMap { if case .closing(let closing) = $0.fact { closing.session } else { nil } })
        }
    }

    /// Runs until an event cannot be written down any more, forgets what was not durable, and goes on in another process.
    ///
    /// - Parameters:
    ///   - lost: The first event that is lost.
    ///   - between: How long it takes until the other process begins.
    /// - Returns: What came of both.
    /// - Throws: `OperationsError` when there is no plan; `VirtualTime.Stall` when a run does not end.
    func run(losing lost: Int, between: Duration = .seconds(1)) async throws -> Revived {
        let time = VirtualTime(shuffle: shuffles ? seed : nil)
        let trace = Trace(time)
        let plane = ScriptedPlane(self, time: time, trace: trace, interrupt: {})
        trace.compare { plane.live }
        let plan = try plan()
        let first = RecordingJournal(trace, time: time, delay: journalTime, fails: { $0.sequence >= lost })
        let confirmed = try ConfirmedPlan(plan, answer: .yesFlag, ceilings: ceilings, sweep: sweep, at: plan.takenAt)
        let run = CloseRun(
            confirmed,
            as: RunIdentity(runID: "run-1", origin: .sample),
            settings: settings,
            hooks: hooks,
            in: .test(
                plane,
                first,
                settings: settings,
                time: time.source,
                seed: seed
            )
        )
        let (result, kept) = try await time.run { () -> (Result<Report, OperationsError>, [RunEvent]) in
            _ = try? await run.run()
            try? await time.source.sleep(between)
            let durable = trace.steps.durable
            let kept = trace.steps.events.filter { $0.sequence <= durable }
            do throws(OperationsError) {
                let resumable = try ResumableRun(RunState(folding: kept))
                return (.success(try await self.resume(resumable, on: plane, trace: trace, time: time)), kept)
            } catch {
                return (.failure(error), kept)
            }
        }
        let added = trace.steps.events.drop { $0.fact.name != "resumed" }
        return Revived(
            result: result,
            log: kept + added,
            kept: kept.count,
            plan: plan,
            steps: trace.steps,
            live: plane.live
        )
    }

    private func resume(
        _ run: ResumableRun,
        on plane: ScriptedPlane,
        trace: Trace,
        time: VirtualTime
    ) async throws(OperationsError) -> Report {
        let resumption = CloseRun(
            resuming: run,
            as: Resumed(origin: .sample, clientID: "client.img.frame.nutanix.com"),
            settings: settings,
            hooks: hooks,
            in: .test(
                plane,
                RecordingJournal(trace, time: time, delay: journalTime),
                settings: settings,
                time: time.source,
                seed: seed &+ 1
            )
        )
        return try await resumption.run()
    }
}

extension [Trace.Step] {
    /// How much of the log was durable at the end.
    fileprivate var durable: Int {
        reduce(0) { if case .durable(let through) = $1.what { Swift.max($0, through) } else { $0 } }
    }
}
