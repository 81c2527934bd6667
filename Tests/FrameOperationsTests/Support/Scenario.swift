import DeterministicTesting
import FoundationEssentials
import FrameAPI

@testable import FrameOperations

/// A run to be: an account, what it does, and how the run goes about it.
struct Scenario: Sendable {
    var pools: [Pool] = [.production]
    var sessions: [ActiveSession]
    var criteria = SelectionCriteria()
    var settings = RunSettings()
    var sweep = Sweep.none
    var ceilings = Ceilings()
    var hooks = RunHooks()
    var delete: @Sendable (Delete) -> Reply? = { _ in .closes }
    /// What the n-th listing of the run does, from 1.
    var listing: @Sendable (Int) -> Listing = { _ in .asItIs }
    /// What a session says when it is asked for by itself, given whether it is live.
    var standing: @Sendable (SessionID, Bool) -> Result<SessionStanding, FrameAPIError> = { .success(.of($1)) }
    var deleteTime: Duration = .milliseconds(100)
    var readTime: Duration = .milliseconds(50)
    var journalTime: Duration = .zero
    var journalFails: @Sendable (RunEvent) -> Bool = { _ in false }
    var interruptAt: Duration?
    var interruptAtDelete: Int?
    /// How old the listing behind the plan is when the run begins.
    var planAge: Duration = .zero
    var seed: UInt64 = 1
    /// Set to let tasks take turns in a random order instead of the order of arrival.
    var shuffles = false

    /// An account of one production pool.
    init(_ count: Int) {
        sessions = (1...max(1, count)).prefix(count).map { .numbered($0) }
    }

    /// What came of a run.
    struct Ran: Sendable {
        let result: Result<Report, OperationsError>
        let plan: Plan
        let steps: [Trace.Step]
        let elapsed: Duration
        let mostUnderWay: Int
        /// What the account held at the end.
        let live: Set<SessionID>
        let attemptsAllowed: Int
        let sweep: Sweep
        let ceilings: Ceilings
        /// When the user interrupted.
        let interruptedAt: Duration?

        /// The report of a run that did not throw.
        var report: Report {
            get throws { try result.get() }
        }
    }

    /// Plans, consents with `--yes` and runs.
    ///
    /// - Throws: `OperationsError` when there is no plan; `VirtualTime.Stall` when the run does not end.
    func run() async throws -> Ran {
        let time = VirtualTime(shuffle: shuffles ? seed : nil)
        let trace = Trace(time)
        let interruption = StopSwitch()
        let interruptedAt = Locked<Duration?>(nil)
        let interrupt: @Sendable () -> Void = {
            let now = time.elapsed
            interruptedAt.withLock { $0 = $0 ?? now }
            interruption.stop()
        }
        let plane = ScriptedPlane(self, time: time, trace: trace, interrupt: interrupt)
        trace.compare { plane.live }
        let plan = try plan()
        let run = CloseRun(
            try ConfirmedPlan(plan, answer: .yesFlag, ceilings: ceilings, sweep: sweep, at: plan.takenAt),
            as: RunIdentity(runID: "run-1", origin: .sample),
            settings: settings,
            hooks: hooks,
            in: .test(
                plane,
                RecordingJournal(trace, time: time, delay: journalTime, fails: journalFails),
                settings: settings,
                time: time.source,
                seed: seed,
                interruption: interruption
            )
        )
        if let interruptAt {
            if interruptAt == .zero { interrupt() } else { time.at(interruptAt, interrupt) }
        }
        let result: Result<Report, OperationsError> = try await time.run {
            do throws(OperationsError) { return .success(try await run.run()) } catch { return .failure(error) }
        }
        return Ran(
            result: result,
            plan: plan,
            steps: trace.steps,
            elapsed: time.elapsed,
            mostUnderWay: plane.mostUnderWay,
            live: plane.live,
            attemptsAllowed: settings.attempts,
            sweep: sweep,
            ceilings: ceilings,
            interruptedAt: interruptedAt.current
        )
    }

    /// The plan of the account as it is at first.
    func plan() throws(OperationsError) -> Plan {
        let listed = Set(sessions.compactMap(\.id))
        let answers = (criteria.sessions ?? []).subtracting(listed).map { ($0, try? standing($0, false).get()) }
        return try Plan(
            subject: .contoso,
            snapshot: Snapshot(
                pools: pools,
                sessions: sessions,
                takenAt: Date(timeIntervalSince1970: 1_700_000_000 - planAge / .seconds(1))
            ),
            criteria: criteria,
            answers: Dictionary(uniqueKeysWithValues: answers).compactMapValues(\.self)
        )
    }
}
