import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

/// A listing of a round length may be cut: what it does not show may be there all the same.
@Suite("A listing of a round length")
struct DoubtfulListingTests {
    /// 12 targets among others; every listing is cut to its first 10 entries.
    private func cut() -> Scenario {
        var scenario = Scenario(22)
        scenario.pools = [.production, .sandbox]
        scenario.sessions = (1...10).map { .numbered(100 + $0, in: "sandbox") } + (1...12).map { .numbered($0) }
        scenario.listing = { _ in .showing { Array($0.prefix(10)) } }
        scenario.standing = { .success(.of($1)) }
        scenario.settings.deadline = .seconds(30)
        return scenario
    }

    @Test("proves no absence: each missing target is looked at by itself")
    func confirms() async throws {
        let ran = try await cut().run()
        #expect(try ran.report.totals[.closed] == 12)
        let single = ran.steps.calls.count { if case .standing = $0.call { true } else { false } }
        #expect(single == 12 + 1, "and one before the first DELETE")
    }

    @Test("never has a session closed that is still live")
    func stillLive() async throws {
        var scenario = cut()
        scenario.delete = { $0.session == .numbered(5) ? .sticks : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 11)
        #expect(try ran.report.outcome(.numbered(5)) == .stuck)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("never has a session closed when the look at it leaves it open")
    func leftOpen() async throws {
        var scenario = cut()
        scenario.standing = { .success(.of($0 == .numbered(5) ? nil : $1)) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 11)
        #expect(try ran.report.outcome(.numbered(5)) == .unverified)
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.looks.allSatisfy { $0.open == [.numbered(5)] })
        #expect(ran.elapsed >= .seconds(30))
    }

    @Test("never has a session sent a second DELETE that was neither seen nor found live")
    func leftOpenAfterUnknown() async throws {
        var scenario = cut()
        scenario.standing = { .success(.of($0 == .numbered(5) ? nil : $1)) }
        scenario.delete = { $0.session == .numbered(5) ? .unknown(acts: false) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(5)) == .unverified)
        #expect(try ran.report.session(.numbered(5)).attempts == 1)
    }

    @Test("lets nobody be sent a second DELETE whom it does not show, though the session says that it is live")
    func liveAfterUnknown() async throws {
        var scenario = cut()
        scenario.delete = { $0.session == .numbered(5) && $0.attempt == 1 ? .unknown(acts: false) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 11)
        #expect(try ran.report.outcome(.numbered(5)) == .failed)
        #expect(try ran.report.session(.numbered(5)).attempts == 1)
    }

    @Test(
        "lets nobody be sent a second DELETE whose pool is no longer one to close, though found live",
        arguments: [[Pool(id: "prod", kind: "sandbox"), .sandbox], [.sandbox]]
    )
    func liveOutOfScope(pools: [Pool]) async throws {
        var scenario = cut()
        scenario.delete = { $0.session == .numbered(5) ? .unknown(acts: false) : .closes }
        scenario.listing = { _ in Listing(pools: pools) { Array($0.prefix(10)) } }
        let ran = try await scenario.run()
        #expect(try ran.report.session(.numbered(5)).attempts == 1)
        #expect(ran.steps.calls.contains { $0.call == .standing(.numbered(5)) })
    }

    @Test("is no look at all when a look at a single session fails")
    func singleFails() async throws {
        var scenario = cut()
        scenario.standing = { $0 == .numbered(5) ? .failure(.scripted(.serverFault, status: 502)) : .success(.of($1)) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.unverified] == 12)
        #expect(!ran.steps.facts.contains("listed"))
    }

    @Test("asks for no further session once the credential is refused")
    func refused() async throws {
        var scenario = cut()
        scenario.settings.concurrency = 3
        scenario.standing = { $0 == .numbered(1) ? .failure(.scripted(.unauthorized, status: 401)) : .success(.of($1)) }
        let ran = try await scenario.run()
        let after = ran.steps.after { if case .failed(.standing, .unauthorized) = $0 { true } else { false } }
        #expect(after.asked.isEmpty)
        #expect(try ran.report.ending == .credentialsRefused)
    }

    @Test("never asks for more sessions at once than the run may send DELETEs")
    func bounded() async throws {
        var scenario = cut()
        scenario.settings.concurrency = 3
        let ran = try await scenario.run()
        let moments = ran.steps.calls.filter { if case .standing = $0.call { true } else { false } }.map(\.at)
        let atOnce = Dictionary(grouping: moments, by: \.self).values.map(\.count)
        #expect(atOnce.max() == 3)
    }

    @Test("does not prove that a newcomer has left")
    func newcomer() async throws {
        var scenario = Scenario(12)
        scenario.settings.deadline = .seconds(30)
        scenario.standing = { .success(.of($1)) }
        scenario.delete = { _ in .closes(after: .seconds(5)) }
        scenario.listing = {
            switch $0 {
            case 1: .joins(.numbered(77))
            case 2: .showing { Array($0.prefix(10)) }
            default: Listing(joining: (100..<110).map { .numbered($0, in: "elsewhere") }) { Array($0.suffix(10)) }
            }
        }
        let ran = try await scenario.run()
        #expect(!ran.steps.facts.contains("newcomer-left"))
        #expect(try ran.report.outcome(.numbered(77)) == .newcomer)
        #expect(try ran.report.ending == .incomplete)
    }
}

@Suite("A session that is named and not listed")
struct DoubtfulAbsenceTests {
    private func named(_ isLive: Bool?) -> Scenario {
        var scenario = Scenario(10)
        scenario.criteria.sessions = [.numbered(1), .numbered(99)]
        scenario.standing = { .success(.of($0 == .numbered(99) ? isLive : $1)) }
        return scenario
    }

    @Test("is already gone when it says of itself that it has ended")
    func ended() async throws {
        var scenario = named(nil)
        scenario.standing = { .success($0 == .numbered(99) ? .ended : .of($1)) }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(99)) == .alreadyGone)
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.deletes.map(\.session) == [.numbered(1)])
    }

    @Test("is not found when the service does not know it")
    func notFound() async throws {
        let ran = try await named(false).run()
        #expect(try ran.report.outcome(.numbered(99)) == .notFound)
        #expect(try ran.report.ending == .incomplete)
        #expect(try ran.report.verdict == "Incomplete: 1 closed, 1 not found.")
        #expect(ran.steps.deletes.map(\.session) == [.numbered(1)])
    }

    @Test("is unverified when it is live, or the service does not say, and is not closed", arguments: [true, nil])
    func live(isLive: Bool?) async throws {
        let ran = try await named(isLive).run()
        #expect(try ran.report.outcome(.numbered(99)) == .unverified)
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.deletes.map(\.session) == [.numbered(1)])
    }
}
