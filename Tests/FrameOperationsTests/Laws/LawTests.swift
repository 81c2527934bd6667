import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

/// The laws, each over several hundred runs against services of random temper, with tasks taking turns in random order.
@Suite("In every run")
struct LawTests {
    static let batches = RandomRuns.batches

    /// Collects what breaks a law in one batch, each breach with its seed.
    private func breaches(in batch: Int, of law: (Scenario.Ran) -> [String]) async throws -> [String] {
        try await RandomRuns.batch(batch).flatMap { run in law(run.ran).map { "seed \(run.seed): \($0)" } }
    }

    @Test("there is an end (law 8), and the runs here meet everything that can happen")
    func variety() async throws {
        var facts: Set<String> = []
        var endings: Set<Ending> = []
        var outcomes: Set<Outcome> = []
        var failures = 0
        for batch in Self.batches {
            for run in try await RandomRuns.batch(batch) {
                facts.formUnion(run.ran.steps.facts)
                switch run.ran.result {
                case .success(let report):
                    endings.insert(report.ending)
                    outcomes.formUnion(report.sessions.map(\.outcome))
                case .failure: failures += 1
                }
            }
        }
        // These have tests of their own.
        let others: Set = ["planned-more", "resumed", "hook", "absence-confirmed", "polled", "left-open"]
        #expect(facts == Set(RunEvent.Fact.samples.map(\.name)).subtracting(others))
        #expect(endings == [.complete, .incomplete, .credentialsRefused, .interrupted])
        #expect(outcomes == Set(Outcome.allCases).subtracting([.notFound]))
        #expect(failures > 0)
    }

    @Test(
        "only targets of the plan, and newcomers as the consent says, are sent a DELETE (laws 1 to 3)",
        arguments: batches
    )
    func subset(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.strangersClosed() } == [])
    }

    @Test("nobody becomes a target but who joined, within rounds and ceilings (law 2)", arguments: batches)
    func sweeps(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.sweptTooFar() } == [])
    }

    @Test("each DELETE follows its own durable event (law 5)", arguments: batches)
    func durable(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.unannouncedDeletes() } == [])
    }

    @Test("a complete look lies between an unknown answer and the next DELETE of a session (law 6)", arguments: batches)
    func lookBeforeResend(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.blindRepeats() } == [])
    }

    @Test("nothing is begun after a refused credential (law 7)", arguments: batches)
    func credential(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.requestsAfterRefusal() } == [])
    }

    @Test("no DELETE is begun while the service asks for a pause (law 7)", arguments: batches)
    func gate(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.deletesWhilePaused() } == [])
    }

    @Test("a 429 costs no attempt, and no session has more than allowed (law 7)", arguments: batches)
    func attempts(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.miscountedAttempts() } == [])
    }

    @Test("nothing is begun after an interruption (law 9)", arguments: batches)
    func interruption(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.begunAfterInterruption() } == [])
    }

    @Test("a session is said to be gone only when it is", arguments: batches)
    func claims(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.falseClaims() } == [])
    }

    @Test("the report is the fold of the log, and adds up", arguments: batches)
    func fold(batch: Int) async throws {
        #expect(try await breaches(in: batch) { $0.disagreements() } == [])
    }
}
