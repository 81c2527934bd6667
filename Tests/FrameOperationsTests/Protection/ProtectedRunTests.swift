import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A run under protections")
struct ProtectedRunTests {
    private static let lab = Pool(id: "lab", kind: "production", name: "Lab")

    private func scenario(_ protections: Protections) -> Scenario {
        var scenario = Scenario(3)
        scenario.pools = [.production, Self.lab]
        scenario.sessions.append(.numbered(30, in: "lab"))
        scenario.criteria.protections = protections
        return scenario
    }

    @Test("neither closes nor sweeps what is protected, whoever joins")
    func sweeps() async throws {
        var scenario = scenario(.sample { $0.pools = ["Lab"] })
        scenario.sweep = .untilEmpty
        scenario.listing = { $0 == 1 ? .joins(.numbered(70), .numbered(71, in: "lab")) : .asItIs }
        let ran = try await scenario.run()
        #expect(Set(ran.steps.deletes.map(\.session)) == [.numbered(1), .numbered(2), .numbered(3), .numbered(70)])
        #expect(ran.live == [.numbered(30), .numbered(71)])
        #expect(try ran.report.verdict == "All 4 sessions closed.")
        #expect(try ran.report.session(.numbered(30)).reason == .skipped(.protectedPool(by: "profile training")))
    }

    @Test("sweeps no further than a profile allows, also when the consent says more")
    func mostTargets() async throws {
        var scenario = scenario(.sample { $0.pools = ["lab"] })
        scenario.sweep = .untilEmpty
        scenario.settings.mostTargets = 4
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { $0 == 1 ? .joins(.numbered(70), .numbered(71), .numbered(72)) : .asItIs }
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count == 4)
        #expect(try ran.report.totals[.newcomer] == 2)
    }

    @Test("ends with the hours, and says so")
    func hours() async throws {
        var scenario = Scenario(40)
        scenario.settings = RunSettings(concurrency: 1, limit: .seconds(1))
        scenario.settings.limitHours = ClosingHours(source: "profile training", hours: "17:30-23:00 GMT")
        scenario.deleteTime = .milliseconds(300)
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count < 10)
        #expect(
            ran.steps.events.contains { event in
                guard case .stopped(let stopped) = event.fact else { return false }
                return stopped == .hours(ClosingHours(source: "profile training", hours: "17:30-23:00 GMT"))
            }
        )
    }

    /// The fold of a run of three sessions of which nothing was sent.
    private func begun(reason: String? = nil, digest: String? = nil) throws -> RunState {
        let plan = try Plan(
            subject: .contoso,
            snapshot: .of([.production, Self.lab], [.numbered(1), .numbered(2), .numbered(3, in: "lab")]),
            criteria: SelectionCriteria()
        )
        let confirmed = try ConfirmedPlan(plan, answer: .yesFlag, ceilings: Ceilings(), at: plan.takenAt)
        let identity = RunIdentity(runID: "run-1", origin: .sample, reason: reason, planDigest: digest)
        return RunState(
            folding: RunEvent.Fact.keeping(confirmed, identity: identity).enumerated().map { index, fact in
                RunEvent(sequence: index + 1, time: plan.takenAt, fact: fact)
            }
        )
    }

    @Test("that is gone on with keeps to what is protected by then")
    func resumed() throws {
        let run = try ResumableRun(begun(), protections: .sample { $0.pools = ["Lab"] })
        let later = run.plan.selection.bound(to: [.production, Self.lab])
        #expect(later.verdict(for: .numbered(3, in: "lab")) == .skip(.protectedPool(by: "profile training")))
        #expect(later.verdict(for: .numbered(1)) == .close(.numbered(1), in: "prod"))
    }

    @Test("is not gone on with where it could not be begun")
    func notResumed() throws {
        let moment = Date(timeIntervalSince1970: 1_793_000_000)
        for (protections, rule): (Protections, Protection.Rule) in [
            (.sample { $0.requiresReason = true }, .reasonRequired),
            (.sample { $0.requiresPlan = true }, .planRequired),
            (.sample { $0.maxSessions = 2 }, .maxSessions(3, limit: 2)),
            (.sample { $0.isReadOnly = true }, .readOnly),
        ] {
            let run = try ResumableRun(begun(), protections: protections)
            #expect(throws: OperationsError.sample(rule)) { try run.admit(by: protections, at: moment) }
        }
        let protections = Protections.sample {
            $0.requiresReason = true
            $0.requiresPlan = true
            $0.maxSessions = 3
        }
        let run = try ResumableRun(begun(reason: "why", digest: "sha256:0"), protections: protections)
        #expect(throws: Never.self) { try run.admit(by: protections, at: moment) }
    }

    @Test("of a saved plan leaves alone what is protected by now, and still what was when it was saved")
    func drift() throws {
        let sessions: [ActiveSession] =
            (1...10).map { .numbered($0) } + [.numbered(20, in: "lab"), .numbered(30, in: "hall")]
        let hall = Pool(id: "hall", kind: "production", name: "Hall")
        let snapshot = Snapshot.of([.production, Self.lab, hall], sessions)
        var criteria = SelectionCriteria()
        criteria.protections = .sample { $0.pools = ["Lab"] }
        let saved = try Plan(subject: .contoso, snapshot: snapshot, criteria: criteria)
        #expect(saved.targets.count == 11)
        let drift = try PlanDrift(from: saved, to: snapshot, protections: .sample { $0.pools = ["Hall"] })
        let plan = try drift.plan(maxPercent: 20)
        #expect(plan.targets.map(\.id) == (1...10).map { .numbered($0) })
        #expect(
            plan.skipped.map(\.reason) == [
                .protectedPool(by: "profile training"), .protectedPool(by: "profile training"),
            ]
        )
        let selection = plan.selection.bound(to: snapshot.pools)
        #expect(selection.verdict(for: .numbered(20, in: "lab")) == .skip(.protectedPool(by: "profile training")))
        #expect(selection.verdict(for: .numbered(30, in: "hall")) == .skip(.protectedPool(by: "profile training")))
    }
}
