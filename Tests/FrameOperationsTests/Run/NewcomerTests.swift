import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A session that joins after consent")
struct NewcomerTests {
    @Test("is reported and never closed, and the run is incomplete")
    func reported() async throws {
        var scenario = Scenario(2)
        scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(try report.outcome(.numbered(77)) == .newcomer)
        #expect(report.totals[.newcomer] == 1)
        #expect(report.ending == .incomplete)
        #expect(report.verdict == "Incomplete: 2 closed, 1 new session still there.")
        #expect(!ran.steps.deletes.map(\.session).contains(.numbered(77)))
    }

    @Test("is not one that was named, and was not listed then")
    func named() async throws {
        var scenario = Scenario(2)
        scenario.criteria.sessions = [.numbered(1), .numbered(77)]
        scenario.standing = { .success($0 == .numbered(77) || $1 ? .live : .ended) }
        scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
        let ran = try await scenario.run()
        #expect(!ran.steps.deletes.map(\.session).contains(.numbered(77)))
        #expect(try ran.report.outcome(.numbered(77)) == .notStarted)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test(
        "is not swept when it differs from an excluded one by its spelling alone",
        arguments: ["S009", "s009\u{200B}"]
    )
    func lookalike(id: String) async throws {
        var scenario = Scenario(2)
        scenario.criteria.excludedSessions = [.numbered(9)]
        scenario.sweep = .rounds(2)
        scenario.listing = {
            $0 == 1 ? .joins(ActiveSession(id: SessionID(id), poolID: "prod"), .numbered(77)) : .asItIs
        }
        let ran = try await scenario.run()
        let deleted = ran.steps.deletes.map(\.session)
        #expect(deleted.contains(.numbered(77)))
        #expect(!deleted.contains(SessionID(id)))
        #expect(try ran.report.outcome(SessionID(id)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("and leaves again is no reason to be incomplete")
    func left() async throws {
        var scenario = Scenario(2)
        scenario.delete = { _ in .closes(after: .seconds(20)) }
        scenario.listing = { [2: .joins(.numbered(77)), 4: .leaves(.numbered(77))][$0] ?? .asItIs }
        let ran = try await scenario.run()
        #expect(ran.steps.facts.contains("newcomer"))
        #expect(ran.steps.facts.contains("newcomer-left"))
        #expect(try ran.report.totals[.newcomer] == 0)
        #expect(try ran.report.ending == .complete)
    }

    @Test("is told once, however many looks show it")
    func toldOnce() async throws {
        var scenario = Scenario(2)
        scenario.delete = { _ in .closes(after: .seconds(20)) }
        scenario.listing = { $0 == 1 ? .joins(.numbered(77)) : .asItIs }
        let ran = try await scenario.run()
        #expect(ran.steps.facts.count { $0 == "newcomer" } == 1)
        #expect(ran.steps.looks.count > 3)
        #expect(ran.steps.looks.allSatisfy { $0.newcomers == 1 })
    }

    @Test("out of scope is nobody's business")
    func outOfScope() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, .sandbox]
        scenario.listing = { _ in
            .joins(.numbered(77, in: "sandbox"), .numbered(78, in: "elsewhere"), .numbered(79, in: nil))
        }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .complete)
        #expect(!ran.steps.facts.contains("newcomer"))
    }

    @Test("is not one that was shown and spared")
    func spared() async throws {
        var scenario = Scenario(3)
        scenario.criteria.excludedSessions = [.numbered(3)]
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .complete)
        #expect(try ran.report.outcome(.numbered(3)) == .skipped)
    }

    @Test("is seen although a spared pool has been removed in the meantime")
    func sparedPoolRemoved() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, Pool(id: "exam", kind: "production", name: "Exam")]
        scenario.criteria.excludedPools = ["Exam"]
        scenario.listing = { _ in Listing(joining: [.numbered(77)], pools: [.production]) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(77)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("is seen although one of the named pools has been removed in the meantime")
    func namedPoolRemoved() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, Pool(id: "exam", kind: "production", name: "Exam")]
        scenario.criteria.pools = ["Classroom", "Exam"]
        scenario.listing = { _ in Listing(joining: [.numbered(77)], pools: [.production]) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(77)) == .newcomer)
    }

    @Test("in a pool that is new as well is seen")
    func newPool() async throws {
        var scenario = Scenario(2)
        let pools: [Pool] = [.production, Pool(id: "new", kind: "production")]
        scenario.listing = { _ in Listing(joining: [.numbered(77, in: "new")], pools: pools) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(77)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("in a pool that is spared is not a newcomer, whatever the pool is called by now")
    func sparedPoolRenamed() async throws {
        var scenario = Scenario(2)
        scenario.pools = [.production, Pool(id: "exam", kind: "production", name: "Exam")]
        scenario.criteria.excludedPools = ["Exam"]
        scenario.listing = { _ in
            Listing(
                joining: [.numbered(77, in: "exam")],
                pools: [.production, Pool(id: "exam", kind: "production", name: "Finals")]
            )
        }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .complete)
    }
}
