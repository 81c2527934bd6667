import FrameAPI
import FrameOperations
import FrameWorkflows
import Testing

@Suite("A workflow, without terminal, arguments or process")
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
