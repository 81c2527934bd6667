import DeterministicTesting
import FrameAPI
import FrameWording
import Testing

@testable import FrameOperations

@Suite("A refused credential")
struct CredentialsTests {
    @Test("of status 401 stops at once: only what is in flight ends, and no request of any kind follows")
    func unauthorized() async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = 3
        scenario.delete = { $0.ordinal >= 7 ? .denied(401) : .closes }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(report.ending == .credentialsRefused)
        #expect(ran.steps.deletes.count <= 6 + 3)
        #expect(ran.steps.listings == 0)
        let after = ran.steps.after {
            if case .answered(_, let answer) = $0 { answer.meaning == .denied } else { false }
        }
        #expect(after.asked.isEmpty)
        #expect(report.totals[.closed] == 0)
        #expect(report.totals[.unverified] == 6)
        #expect(report.verdict.hasPrefix("Stopped: the service refused the credential: 0 closed, 6 unverified"))
    }

    @Test("of a proxy stops at once, no request of any kind follows, and the verdict says whose it is")
    func proxy() async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = 3
        let denied = Reply(
            answer: .proxyDenied(detail: "the proxy p:3128 refused the user name and the password (407)")
        )
        scenario.delete = { $0.ordinal >= 7 ? denied : .closes }
        let ran = try await scenario.run()
        let report = try ran.report
        #expect(report.ending == .proxyRefused)
        #expect(ran.steps.deletes.count <= 6 + 3)
        #expect(ran.steps.listings == 0)
        #expect(ran.steps.stopped.map(\.cause) == [.proxy])
        #expect(
            report.verdict.hasPrefix(
                "Stopped: the proxy p:3128 refused the user name and the password (407): 0 closed, 6 unverified"
            )
        )
    }

    @Test("of a proxy, met by a listing, stops the checks")
    func proxyInListing() async throws {
        var scenario = Scenario(3)
        scenario.listing = { _ in .fails(.proxyUnauthorized) }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .proxyRefused)
    }

    @Test("of status 403 for three sessions in a row stops too, after one check of what became of the rest")
    func forbidden() async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = 3
        scenario.delete = { $0.ordinal >= 7 ? .denied(403) : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .credentialsRefused)
        #expect(ran.steps.listings <= 1 + 2, "one for each of the first two, and the last check")
        #expect(try ran.report.totals[.closed] == 6)
        #expect(ran.steps.deletes.count <= 6 + 3 + 2)
    }

    @Test("of status 403 for one session is that session's failure", arguments: [1, 3])
    func forbiddenSession(concurrency: Int) async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = concurrency
        scenario.delete = { $0.session == .numbered(7) ? .denied(403) : .closes }
        let ran = try await scenario.run()
        #expect(ran.steps.stopped.isEmpty)
        #expect(try ran.report.outcome(.numbered(7)) == .failed)
        #expect(try ran.report.totals[.closed] == 29)
        #expect(try ran.report.ending == .incomplete)
        #expect(ran.steps.deletes.count == 30)
    }

    @Test("of status 403 for two sessions in a row is theirs", arguments: [1, 2])
    func forbiddenPair(concurrency: Int) async throws {
        var scenario = Scenario(12)
        scenario.settings.concurrency = 1
        scenario.delete = { [.numbered(7), .numbered(8)].contains($0.session) ? .denied(403) : .closes }
        let ran = try await scenario.run()
        #expect(ran.steps.stopped.isEmpty)
        #expect(try ran.report.totals[.closed] == 10)
    }

    @Test("of status 403 stops at the first session when the listing is refused as well")
    func forbiddenAccount() async throws {
        var scenario = Scenario(12)
        scenario.settings.concurrency = 1
        scenario.delete = { $0.ordinal == 3 ? .denied(403) : .closes }
        scenario.listing = { _ in .fails(.forbidden, status: 403) }
        let ran = try await scenario.run()
        #expect(ran.steps.deletes.count == 3)
        #expect(try ran.report.ending == .credentialsRefused)
    }

    @Test("in a listing stops the looks", arguments: [(FrameAPIError.Code.unauthorized, 401), (.forbidden, 403)])
    func inListing(code: FrameAPIError.Code, status: Int) async throws {
        var scenario = Scenario(3)
        scenario.listing = { _ in .fails(code, status: status) }
        let ran = try await scenario.run()
        #expect(try ran.report.ending == .credentialsRefused)
        #expect(try ran.report.totals[.unverified] == 3)
        #expect(ran.steps.listings == 1)
    }

    @Test("in a listing stops the looks of a run that had already stopped sending for another reason")
    func afterAnotherStop() async throws {
        var scenario = Scenario(40)
        scenario.settings.deadline = .seconds(2)
        scenario.delete = { _ in .unknown(acts: false) }
        scenario.listing = { _ in .fails(.unauthorized, status: 401) }
        let ran = try await scenario.run()
        #expect(ran.steps.stopped.map(\.cause) == [.unreachable, .credentials])
        #expect(ran.steps.listings == 1)
        #expect(try ran.report.ending == .credentialsRefused)
    }

    @Test("in a DELETE is the last request of a run that had already stopped sending for another reason")
    func deniedAfterAnotherStop() async throws {
        var scenario = Scenario(12)
        scenario.settings.concurrency = 4
        // A wait longer than the deadline stops the run while the other three are in flight.
        let busy = DeleteAnswer.unknown(status: 503, retryAfter: .seconds(100), detail: "busy")
        scenario.settings.deadline = .seconds(60)
        scenario.delete = { $0.ordinal == 1 ? Reply(answer: busy, leavesAfter: nil, takes: nil) : .denied(401) }
        scenario.seed = 3
        let ran = try await scenario.run()
        let denied = ran.steps.contains {
            if case .answered(_, let answer) = $0.what { answer.meaning == .denied } else { false }
        }
        try #require(denied, "no DELETE was in flight when the run stopped")
        #expect(ran.steps.stopped.first?.cause == .unreachable)
        #expect(ran.steps.listings == 0)
        #expect(try ran.report.ending == .credentialsRefused)
    }

    @Test("stops while its own record is still being written")
    func slowJournal() async throws {
        var scenario = Scenario(30)
        scenario.settings.concurrency = 2
        scenario.journalTime = .milliseconds(70)
        scenario.delete = {
            $0.session == .numbered(1)
                ? .denied(401) : Reply(answer: .accepted(status: 200), leavesAfter: .zero, takes: .milliseconds(60))
        }
        let ran = try await scenario.run()
        let after = ran.steps.after {
            if case .answered(_, let answer) = $0 { answer.meaning == .denied } else { false }
        }
        let begun = after.count { if case .event(let event) = $0.what { event.fact.name == "closing" } else { false } }
        #expect(begun == 0)
        #expect(try ran.report.ending == .credentialsRefused)
    }
}
