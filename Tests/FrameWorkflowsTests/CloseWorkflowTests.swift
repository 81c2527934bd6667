import FrameAPI
import FrameOperations
import FrameWorkflows
import Testing

@Suite("A workflow, without terminal, arguments or process", .timeLimit(.minutes(10)))
struct CloseWorkflowTests {
    private static var request: CloseRequest {
        var request = CloseRequest(.criteria(SelectionCriteria()))
        request.settings.concurrency = 2
        return request
    }

    @Test("shows, asks, runs and reports")
    func close() async throws {
        let room = Room(12)
        try await Office.with(room) { office in
            let frontEnd = ScriptedFrontEnd()
            let run = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: frontEnd)
            #expect(room.deletes.isEmpty, "a run that has begun has closed nothing")
            let report = try await run.run()
            #expect(report.ending == .complete)
            #expect(report.totals[.closed] == 12)
            #expect(room.live.isEmpty)
            #expect(frontEnd.plans == [12])
            #expect(frontEnd.eventCount == run.read { $0.lastSequence })
            #expect(try await office.journal.runs().map(\.id) == [run.id])
        }
    }

    @Test("closes nothing when the answer is not the phrase, and nothing is left in the journal")
    func refused() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let frontEnd = ScriptedFrontEnd { _ in .typed("yes") }
            let workflow = CloseWorkflow(Self.request, in: try office.workplace())
            let error = await #expect(throws: OperationsError.self) { try await workflow.start(with: frontEnd) }
            #expect(error?.code == .consentRefused)
            #expect(room.deletes.isEmpty)
            #expect(try await office.journal.runs().isEmpty)
        }
    }

    @Test("is ended by an interruption, and resumed after one; its feed has every event, in order")
    func interrupted() async throws {
        let interruption = StopSwitch()
        let room = Room(40) { if $0 == 10 { interruption.stop() } }
        try await Office.with(room) { office in
            let first = try await CloseWorkflow(Self.request, in: try office.workplace(interruption: interruption))
                .start(with: ScriptedFrontEnd())
            // One of two subscribers stops reading at once: the run and the other one go on.
            var idle = first.feed.events().makeAsyncIterator()
            #expect(try await first.run().ending == .interrupted)
            #expect((1..<40).contains(room.live.count))
            #expect(try await idle.next()?.sequence == 1)
            await #expect(throws: Interrupted.self) {
                try await CloseWorkflow(Self.request, in: try office.workplace(interruption: interruption))
                    .start(with: ScriptedFrontEnd())
            }

            let record = try #require(try await office.journal.runs().last)
            let followed = try await FollowedRun(record, in: office.journal)
            let frontEnd = ScriptedFrontEnd()
            let second = try await ResumeWorkflow(ResumeWorkflow.Request(), in: try office.workplace())
                .start(followed, with: frontEnd)
            #expect(second.id == first.id)
            async let live = Self.numbers(of: second.feed, after: 0)
            let report = try await second.run()
            #expect(report.ending == .complete)
            #expect(room.live.isEmpty)
            #expect(Set(room.deletes).count == 40)
            let all = Array(1...second.read { $0.lastSequence })
            #expect(try await live == all, "replayed, then followed")
            #expect(try await Self.numbers(of: second.feed, after: all.count - 3) == all.suffix(3), "after the end")
        }
    }

    @Test("is followed while it is under way: what is durable comes before the run has ended")
    func followed() async throws {
        let (seen, room) = Self.hanging()
        try await Office.with(room) { office in
            let run = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: ScriptedFrontEnd())
            async let report = run.run()
            for try await event in run.feed.events() {
                if case .answered = try event.event().fact { break }
            }
            seen.stop()
            #expect(try await report.ending == .complete)
        }
    }

    @Test("has what was answered in the journal, though other answers are waited for")
    func answersAreDurable() async throws {
        let (seen, room) = Self.hanging()
        try await Office.with(room) { office in
            let run = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: ScriptedFrontEnd())
            async let report = run.run()
            var answered = 0
            while answered < 3 {
                try await Task.sleep(for: .milliseconds(20))
                answered = try await office.journal.events(of: run.id, after: 0).count { event in
                    if case .answered = try event.event().fact { true } else { false }
                }
            }
            seen.stop()
            #expect(try await report.ending == .complete)
        }
    }

    /// A room in which the last of four DELETEs is answered when somebody says so.
    private static func hanging() -> (StopSwitch, Room) {
        let seen = StopSwitch()
        return (seen, Room(4) { if $0 == 4 { await seen.thrown() } })
    }

    @Test("that is given up releases its account, and nobody waits for its events")
    func abandoned() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let run = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: ScriptedFrontEnd())
            async let events = run.feed.events().reduce(into: 0) { count, _ in count += 1 }
            await run.abandon()
            #expect(try await events == 0)
            #expect(room.deletes.isEmpty)
            let next = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: ScriptedFrontEnd())
            #expect(try await next.run().ending == .complete)
        }
    }

    @Test("gives a subscriber that is cancelled nothing more, though there is more")
    func cancelledSubscriber() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let run = try await CloseWorkflow(Self.request, in: try office.workplace()).start(with: ScriptedFrontEnd())
            try await run.run()
            let count = await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                var count = 0
                do { for try await _ in run.feed.events() { count += 1 } } catch {}
                return count
            }.value
            #expect(count == 0)
        }
    }

    @Test("of another account's plan, or run, is refused")
    func otherAccount() async throws {
        let interruption = StopSwitch()
        let room = Room(10) { if $0 == 1 { interruption.stop() } }
        try await Office.with(room) { office in
            let other = try office.workplace(account: AccountID("1f86e290-8cd2-4950-9c5a-000000000000"))
            let plan = try await office.workplace().account.survey(SelectionCriteria(), time: .system)
            let approval = CloseRequest.Approval(digest: "sha256:0", maxDrift: 100, check: { _ in })
            let close = CloseWorkflow(CloseRequest(.saved(plan, approval)), in: other)
            let refused = await #expect(throws: OperationsError.self) {
                try await close.start(with: ScriptedFrontEnd())
            }
            #expect(refused?.code == .planForeign)

            let run = try await CloseWorkflow(Self.request, in: try office.workplace(interruption: interruption))
                .start(with: ScriptedFrontEnd())
            try await run.run()
            let followed = try await FollowedRun(try #require(try await office.journal.runs().last), in: office.journal)
            let resume = ResumeWorkflow(ResumeWorkflow.Request(), in: other)
            let notResumed = await #expect(throws: OperationsError.self) {
                try await resume.start(followed, with: ScriptedFrontEnd())
            }
            #expect(notResumed?.code == .planForeign)
        }
    }

    @Test("of an account that is at work is refused, and the run that is at work goes on")
    func alive() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let workflow = CloseWorkflow(Self.request, in: try office.workplace())
            let run = try await workflow.start(with: ScriptedFrontEnd())
            let error = await #expect(throws: JournalError.self) { try await workflow.start(with: ScriptedFrontEnd()) }
            #expect(error?.code == .runAlive)
            #expect(try await run.run().ending == .complete)
        }
    }

    @Test("of a protected account is refused before anything is listed or asked")
    func protected() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            var protection = Protection(source: "profile training", file: "training.yaml")
            protection.requiresReason = true
            let frontEnd = ScriptedFrontEnd()
            let workplace = try office.workplace(protections: Protections([protection]))
            let error = await #expect(throws: OperationsError.self) {
                try await CloseWorkflow(Self.request, in: workplace).start(with: frontEnd)
            }
            #expect(error?.code == .protected)
            #expect(frontEnd.plans.isEmpty && frontEnd.notices.isEmpty)
            #expect(room.deletes.isEmpty)
        }
    }

    private static func numbers(of feed: EventFeed, after sequence: Int) async throws -> [Int] {
        var numbers: [Int] = []
        for try await event in feed.events(after: sequence) { numbers.append(event.sequence) }
        return numbers
    }
}
