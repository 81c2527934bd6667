import Dispatch
import FrameAPI
import FrameOperations
import Testing

@testable import FrameJournal

@Suite("A store of runs")
struct StoreConformanceTests {
    @Test("keeps events to the byte, in order, and links each to the one before", arguments: StoreUnderTest.allCases)
    func events(store: StoreUnderTest) async throws {
        try await store.with { open in
            try await open().addRun("r1", events: 700)
            let runs = try await open()
            var events: [StoredEvent] = []
            try await runs.forEachEvent(of: "r1") { events.append($0) }
            #expect(events.map(\.sequence) == Array(1...700))
            let written = try (1..<700).map { try Array(RunEvent.numbered($0).canonicalJSON()) }
            #expect(events.dropLast().map { Array($0.bytes) } == written)
            #expect(Set(events.map(\.hash)).count == 700)
            for place in [1, 17, 350, 699] {
                #expect(try await runs.events(of: "r1", after: place).first?.sequence == place + 1)
            }
            #expect(try await runs.events(of: "r1", after: 700).isEmpty)
            let (said, end) = try await runs.said("r1")
            #expect(said == (1..<700).map { "event \($0)" } + ["the end"])
            #expect(end.count == 700 && end.link.hexadecimal == events.last?.hash)
            #expect(try await runs.verify("r1") == .whole(events: 700, head: end.link.hexadecimal))
        }
    }

    @Test("lists runs, oldest first, with their first and last events", arguments: StoreUnderTest.allCases)
    func list(store: StoreUnderTest) async throws {
        try await store.with { open in
            let runs = try await open()
            #expect(try await runs.runs() == [])
            try await runs.addRun("r1", events: 3)
            try await runs.addRun("r2", "b", events: 0)
            let writer = try await runs.started("r3", "c")
            let records = try await open().runs()
            #expect(records.map(\.id) == ["r1", "r2", "r3"])
            #expect(records.map(\.eventCount) == [3, 0, 0])
            #expect(records.map(\.isAlive) == [false, false, true])
            #expect(records.map { $0.firstEvent?.words } == ["event 1", nil, nil])
            #expect(records.map { $0.lastEvent?.words } == ["the end", nil, nil])
            #expect(
                records[1].subject == .account("b") && records[1].holder == .sample && records[1].begunAt == .sample
            )
            #expect(try await runs.record(of: "r3") == records[2])
            #expect(try await runs.runIDs() == ["r1", "r2", "r3"])
            guard case .whole(3, _) = try await runs.verifyLedger() else {
                Issue.record("the list of runs is broken")
                return
            }
            await writer.end()
        }
    }

    @Test("finds a run by a part of its id that no other has", arguments: StoreUnderTest.allCases)
    func lookup(store: StoreUnderTest) async throws {
        try await store.with { open in
            let runs = try await open()
            for run in ["ab-1", "ab-2"] { try await runs.addRun(run, events: 1) }
            #expect(try await runs.record(of: "2").id == "ab-2")
            #expect(await failure { try await runs.record(of: "ab") }?.code == .ambiguousRun)
            #expect(await failure { try await runs.events(of: "x", after: 0) }?.code == .unknownRun)
            #expect(await failure { try await runs.said("x") }?.code == .unknownRun)
            #expect(await failure { try await runs.verify("") }?.code == .unknownRun)
        }
    }

    @Test("lets one run at a time work on an account", arguments: StoreUnderTest.allCases)
    func claims(store: StoreUnderTest) async throws {
        try await store.with { open in
            let (runs, others) = (try await open(), try await open())
            try await others.refuseIfAlive(.account("a"))
            let writer = try await runs.started("r1")
            #expect(writer.id == "r1" && writer.takenOver == nil && writer.added.isEmpty)
            let refused = await failure { try await others.refuseIfAlive(.account("a")) }
            #expect(refused?.code == .runAlive && refused?.detail.contains("r1") == true)
            #expect(await failure { try await others.started("r2") }?.code == .runAlive)
            #expect(await failure { try await others.resumed("r1", after: others.said("r1").end) }?.code == .runAlive)
            try await others.addRun("r3", "b", events: 1)
            await writer.end()
            try await others.refuseIfAlive(.account("a"))
            let next = try await others.started("r4")
            #expect(next.takenOver?.id == "r1")
            await next.end()
            #expect(try await runs.runIDs() == ["r1", "r3", "r4"])
        }
    }

    @Test("resumes a run behind its last event, and tells what was added since", arguments: StoreUnderTest.allCases)
    func resuming(store: StoreUnderTest) async throws {
        try await store.with { open in
            let runs = try await open()
            try await runs.addRun("r1", events: 2)
            let early = try await runs.said("r1").end
            for (sequence, added) in [(3, []), (4, ["event 3"]), (5, ["event 3", "event 4"])] {
                let writer = try await runs.resumed("r1", after: early)
                #expect(try writer.added.map { try $0.event().words } == added)
                writer.enqueue(.numbered(sequence))
                try await writer.makeDurable(through: sequence)
                await writer.end()
            }
            #expect(try await runs.said("r1").value == ["event 1", "the end", "event 3", "event 4", "event 5"])
            guard case .whole(5, _) = try await runs.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("lets others write while a run is gone through", arguments: StoreUnderTest.allCases)
    func walking(store: StoreUnderTest) async throws {
        try await store.with { open in
            let (runs, others) = (try await open(), try await open())
            try await runs.addRun("r1", events: 3)
            let (walks, walking) = AsyncStream.makeStream(of: Void.self)
            let written = DispatchSemaphore(value: 0)
            async let count = runs.follow("r1", into: 0) { (count, _) throws(JournalError) in
                walking.yield()
                // Not on a thread of the pool: a store must not keep one.
                if count == 0 { #expect(written.wait(timeout: .now() + 30) == .success) }
                count += 1
            }
            for await _ in walks { break }
            try await others.addRun("r2", "b", events: 3)
            written.signal()
            #expect(try await count.value == 3)
        }
    }

    @Test("resumes no run whose log is another than the one that was followed", arguments: StoreUnderTest.allCases)
    func otherLog(store: StoreUnderTest) async throws {
        try await store.with { open in
            let runs = try await open()
            try await runs.addRun("r1", events: 2)
            try await runs.addRun("r2", "b", events: 2)
            let ends = [
                try await runs.said("r2").end, LogEnd(count: 1, link: try await runs.said("r1").end.link),
                LogEnd(count: 3, link: try await runs.said("r1").end.link), LogEnd(count: 2, link: []),
            ]
            for end in ends { #expect(await failure { try await runs.resumed("r1", after: end) }?.code == .corrupt) }
            try await runs.refuseIfAlive(.account("a"))
            await #expect(throws: Never.self) { try await runs.resumed("r1", after: runs.said("r1").end).end() }
        }
    }
}
