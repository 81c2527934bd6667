import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

/// Runs in which no DELETE has any effect and listings lie for a while: nobody may be called closed.
@Suite("When no DELETE has any effect, nobody is closed by a listing that")
struct LyingListingTests {
    static let lies: [(name: String, listing: Listing)] = [
        ("drops the targets", .showing { $0.filter { $0.poolID != "prod" } }),
        ("is empty", .showing { _ in [] }),
        ("has rows without ids", .showing { $0.map { ActiveSession(id: nil, poolID: $0.poolID) } }),
        (
            "has rows without pools",
            .showing { $0.map { ActiveSession(id: $0.id.map { SessionID("x\($0.value)") }, poolID: nil) } }
        ),
        (
            "has ids in another letter case",
            .showing { $0.map { ActiveSession(id: $0.id.map { SessionID($0.value.uppercased()) }, poolID: $0.poolID) } }
        ),
        ("is one page", .showing { Array($0.prefix(7)) }),
        ("is one page of ten", .showing { Array($0.prefix(10)) }),
        ("says that it is one page", Listing(truncation: "X-Total-Count: 57") { Array($0.prefix(7)) }),
        ("was in a cache since before", Listing(age: .seconds(30)) { _ in [] }),
    ]

    private func scenario(_ lie: Listing) -> Scenario {
        var scenario = Scenario(31)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += (0..<3).map { .numbered(500 + $0, in: "sandbox") }
        scenario.delete = { _ in .sticks }
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { _ in lie }
        return scenario
    }

    @Test("lies for ever, while the sessions say that they are live", arguments: lies.indices)
    func contradicted(index: Int) async throws {
        let ran = try await scenario(Self.lies[index].listing).run()
        #expect(try ran.report.totals[.closed] == 0)
        #expect(try ran.report.totals[.alreadyGone] == 0)
        #expect(try ran.report.ending == .incomplete)
        #expect(try ran.report.evidence.agreed == 0)
    }

    @Test("lies once, where single sessions are no witnesses", arguments: lies.indices)
    func once(index: Int) async throws {
        var scenario = scenario(Self.lies[index].listing)
        scenario.standing = { _, _ in .success(.inconclusive("status-404")) }
        scenario.listing = { $0 == 1 ? Self.lies[index].listing : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.stuck] == 31)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test(
        "lies for ever in a way that shows, where single sessions are no witnesses",
        arguments: lies.indices.filter { !["drops the targets", "is one page"].contains(lies[$0].name) }
    )
    func alone(index: Int) async throws {
        var scenario = scenario(Self.lies[index].listing)
        scenario.standing = { _, _ in .success(.inconclusive("status-404")) }
        let ran = try await scenario.run()
        let isKnown = [.unverified, .stuck].map { try? ran.report.totals[$0] }.compactMap(\.self).reduce(0, +) == 31
        #expect(isKnown || Self.lies[index].name == "is empty", "only an empty account looks like an empty account")
        #expect(try ran.report.ending == .incomplete || Self.lies[index].name == "is empty")
    }
}

@Suite("Two witnesses")
struct WitnessTests {
    private var gone: @Sendable (SessionID, Bool) -> Result<SessionStanding, FrameAPIError> {
        { .success($1 ? .live : .ended) }
    }

    private func asked(_ ran: Scenario.Ran) -> Int {
        ran.steps.calls.count { if case .standing = $0.call { true } else { false } }
    }

    @Test("cost one listing and a question for each session where all is well", arguments: [1, 12, 64])
    func price(count: Int) async throws {
        let ran = try await Scenario(count).run()
        #expect(try ran.report.totals[.closed] == count)
        #expect(ran.steps.listings == 1)
        #expect(asked(ran) == count + 1)
        #expect(try ran.report.evidence.listings == 1)
        #expect(try ran.report.evidence.asked == count)
        #expect(try ran.report.evidence.agreed == count)
    }

    @Test("are a sample of 64 beyond that, and each when that is wanted")
    func sample() async throws {
        var scenario = Scenario(151)
        let sampled = try await scenario.run()
        #expect(try sampled.report.totals[.closed] == 151)
        #expect(asked(sampled) == 64 + 1)
        scenario.settings.sample = nil
        let each = try await scenario.run()
        #expect(asked(each) == 151 + 1)
    }

    @Test("are asked each of who went without an accepted DELETE")
    func notAccepted() async throws {
        var scenario = Scenario(151)
        scenario.delete = {
            $0.ordinal > 100 ? Reply(answer: .gone(status: 404), leavesAfter: .zero) : .closes
        }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 100)
        #expect(try ran.report.totals[.alreadyGone] == 51)
        #expect(asked(ran) == 64 + 51 + 1)
    }

    @Test("a session that stays live though it is not listed is not closed, and the others are asked each")
    func oneLives() async throws {
        var scenario = Scenario(150)
        scenario.sessions.append(.numbered(900, in: "elsewhere"))
        scenario.settings.deadline = .seconds(20)
        let alive = Set((1...70).map { SessionID.numbered($0) })
        scenario.delete = { alive.contains($0.session) ? .sticks : .closes }
        scenario.listing = { _ in .showing { $0.filter { $0.poolID != "prod" } } }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 80)
        #expect(try ran.report.totals[.closed, default: 0] + ran.live.count - 1 == 150)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("a row that stays odd for ever holds up nobody")
    func oddRow() async throws {
        var scenario = Scenario(12)
        scenario.listing = { _ in .showing { $0 + [ActiveSession(id: nil, poolID: "prod")] } }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 12)
        #expect(try ran.report.ending == .complete)
        #expect(try ran.report.evidence.listings == 0, "no listing was a witness")
        #expect(asked(ran) == 12 + 1)
    }

    @Test("a listing of before the DELETEs shows who is there, and is no reason to send another")
    func stale() async throws {
        var scenario = Scenario(3)
        scenario.settings.deadline = .seconds(12)
        scenario.delete = { $0.session == .numbered(2) ? .gone : .closes(after: .seconds(4)) }
        scenario.listing = { _ in Listing(age: .seconds(60)) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 2, "each said so itself")
        #expect(try ran.report.session(.numbered(2)).attempts == 1)
    }

    @Test("404 to a DELETE of a session that is listed all the same is followed by another DELETE")
    func resent() async throws {
        var scenario = Scenario(3)
        scenario.delete = { $0.session == .numbered(2) && $0.attempt == 1 ? .gone : .closes }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 3)
        #expect(try ran.report.session(.numbered(2)).attempts == 2)
        #expect(try ran.report.ending == .complete)
    }

    @Test("accounts are listed while DELETEs go out, every 15 s at most and with 2 % of the requests at most")
    func polled() async throws {
        var scenario = Scenario(501)
        scenario.settings.rate = 10
        scenario.settings.concurrency = 4
        scenario.deleteTime = .milliseconds(10)
        let ran = try await scenario.run()
        let polls = ran.steps.events.compactMap {
            if case .polled(let polled) = $0.fact { polled.missing } else { nil }
        }
        #expect(polls.count == 3)
        #expect(polls.sorted() == polls && (120...160).contains(polls[0]))
        #expect(ran.steps.listings <= 4)
    }

    @Test("a service that answers for other sessions and not for the targets is no witness of them")
    func otherKind() async throws {
        var scenario = Scenario(31)
        scenario.pools = [.production, .sandbox]
        scenario.sessions += (0..<4).map { .numbered(500 + $0, in: "sandbox") }
        scenario.settings.deadline = .seconds(20)
        scenario.delete = { _ in .sticks }
        scenario.standing = { session, isLive in
            .success(session.value >= "s500" ? .of(isLive) : .notFound)
        }
        // For less than two seconds the listing shows the others alone.
        scenario.listing = { $0 == 1 ? .showing { $0.filter { $0.poolID == "sandbox" } } : .asItIs }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.stuck] == 31)
        #expect(try ran.report.evidence.agreed == 0)
    }

    @Test("a sample in which some do not answer says nothing of those that were not drawn")
    func silentSample() async throws {
        var scenario = Scenario(151)
        scenario.settings.deadline = .seconds(20)
        let alive = Set((1...70).map { SessionID.numbered($0) })
        scenario.delete = { alive.contains($0.session) ? .sticks : .closes }
        // What hides them from the first listing keeps them from answering after it.
        scenario.standing = { session, isLive in
            .success(session == .numbered(1) || !alive.contains(session) ? .of(isLive) : .inconclusive("status-502"))
        }
        scenario.listing = { $0 == 1 ? .showing { $0.filter { !alive.contains($0.id ?? "") } } : .asItIs }
        scenario.seed = 5
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 81)
        #expect(ran.live == alive)
    }

    @Test("a session that was live is not gone because it does not answer a second time")
    func liveThenSilent() async throws {
        var scenario = Scenario(151)
        scenario.settings.deadline = .seconds(8)
        let alive = Set((1...70).map { SessionID.numbered($0) })
        let asked = Locked<[SessionID: Int]>([:])
        scenario.delete = { alive.contains($0.session) ? .sticks : .closes }
        scenario.standing = { session, isLive in
            let count = asked.withLock { counts in
                counts[session, default: 0] += 1
                return counts[session, default: 0]
            }
            return .success(alive.contains(session) && count > 1 ? .inconclusive("status-503") : .of(isLive))
        }
        scenario.listing = { _ in .showing { $0.filter { !alive.contains($0.id ?? "") } } }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 81)
        #expect(try ran.report.ending == .incomplete)
    }

    @Test("a listing that shows one half and then the other closes nobody", arguments: [1, 2, 3] as [UInt64])
    func alternating(seed: UInt64) async throws {
        var scenario = Scenario(301)
        scenario.seed = seed
        scenario.settings.deadline = .seconds(12)
        scenario.delete = { _ in .sticks }
        scenario.listing = { ordinal in
            .showing { $0.enumerated().filter { $0.offset % 2 == ordinal % 2 }.map(\.element) }
        }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 0)
        #expect(try ran.report.totals[.alreadyGone] == 0)
    }

    @Test("a listing of before does not bring back who is gone")
    func staleAfterwards() async throws {
        var scenario = Scenario(4)
        scenario.sweep = .untilEmpty
        scenario.settings.deadline = .seconds(20)
        scenario.listing = { ordinal in
            guard (2...3).contains(ordinal) else { return .asItIs }
            return Listing(age: .seconds(60)) { _ in (1...4).map { .numbered($0) } }
        }
        let ran = try await scenario.run()
        #expect(!ran.steps.facts.contains("relisted"))
        #expect(try ran.report.totals[.closed] == 4)
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.listings >= 5, "a listing from a cache does not count as an empty one")
    }

    @Test("that listings contradicted the sessions is kept in the log, for whoever resumes the run")
    func distrust() async throws {
        var scenario = Scenario(31)
        scenario.sessions.append(.numbered(900, in: "elsewhere"))
        scenario.settings.deadline = .seconds(6)
        scenario.delete = { _ in .sticks }
        scenario.listing = { _ in .showing { $0.filter { $0.poolID != "prod" } } }
        let ran = try await scenario.run()
        #expect(RunState(folding: ran.steps.events).distrustsListings)
    }

    @Test("cancelling the task of a run is a first interruption: it ends in order and tells the truth")
    func cancelled() async throws {
        let time = VirtualTime()
        let trace = Trace(time)
        var scenario = Scenario(200)
        scenario.settings.rate = 10
        let plane = ScriptedPlane(scenario, time: time, trace: trace, interrupt: {})
        trace.compare { plane.live }
        let plan = try scenario.plan()
        let run = CloseRun(
            try ConfirmedPlan(plan, answer: .yesFlag, ceilings: Ceilings(), at: plan.takenAt),
            as: RunIdentity(runID: "run-1", origin: .sample),
            settings: scenario.settings,
            in: .test(
                plane,
                RecordingJournal(trace, time: time),
                settings: scenario.settings,
                time: time.source
            )
        )
        let report = try await time.run { () -> Report? in
            await withTaskGroup(of: Report?.self) { group in
                group.addTask { try? await run.run() }
                try? await time.source.sleep(.seconds(5))
                group.cancelAll()
                return await group.next() ?? nil
            }
        }
        let ended = try #require(report)
        #expect(ended.ending == .interrupted)
        #expect(ended.totals[.closed, default: 0] > 20)
        #expect(ended.totals[.closed, default: 0] == 200 - plane.live.count)
        #expect(ended.totals[.notStarted] == plane.live.count)
        #expect(trace.steps.events.count < 1_000)
        #expect(time.elapsed < .seconds(15))
    }
}
