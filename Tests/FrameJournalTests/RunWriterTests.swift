import FoundationEssentials
import Testing

@testable import FrameJournal
@testable import FrameOperations

@Suite("A run that is written")
struct RunWriterTests {
    @Test("can be read by others as soon as an event is durable, to the byte")
    func durable() async throws {
        try await Folder.with { folder in
            let reader = try Journal(at: folder.journal)
            let writer = try await Journal(at: folder.journal).begin("r1")
            #expect(try await reader.events(of: "r1") == [])
            writer.enqueue(.saying("a/b “ü” \"quoted\"\n", 1))
            try await writer.record(.numbered(2))
            #expect(writer.lastSequence == 2)
            let events = try await reader.events(of: "r1")
            #expect(
                events.map(\.body) == [
                    #"{"detail":"a/b “ü” \"quoted\"\n","event":"throttled","seconds":1,"seq":1,"time":"2023-11-14T22:13:20.250Z"}"#,
                    #"{"detail":"event 2","event":"throttled","seconds":1,"seq":2,"time":"2023-11-14T22:13:20.250Z"}"#,
                ]
            )
            #expect(try events.map { try $0.event().words } == ["a/b “ü” \"quoted\"\n", "event 2"])
            #expect(try events.map { try $0.event().time } == [.sample, .sample])
            await writer.end()
        }
    }

    @Test("takes the events of many tasks, each durable when it says so", arguments: [1, 4, 64])
    func concurrent(tasks: Int) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            let numbers = Numbers()
            try await withThrowingTaskGroup { group in
                for _ in 0..<tasks {
                    group.addTask {
                        for _ in 0..<20 {
                            let sequence = numbers.next { writer.enqueue(.numbered($0)) }
                            try await writer.makeDurable(through: sequence)
                            #expect(try await journal.record(of: "r1").eventCount >= sequence)
                        }
                    }
                }
                try await group.waitForAll()
            }
            await writer.end()
            #expect(try await journal.events(of: "r1").map(\.sequence) == Array(1...tasks * 20))
            guard case .whole(tasks * 20, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("is not disturbed by the cancellation of whoever waits")
    func cancelled() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            await withTaskGroup { group in
                for sequence in 1...50 { writer.enqueue(.numbered(sequence)) }
                for sequence in 1...50 {
                    group.addTask {
                        while !Task.isCancelled { await Task.yield() }
                        await #expect(throws: Never.self) { try await writer.makeDurable(through: sequence) }
                    }
                }
                group.cancelAll()
            }
            #expect(try await journal.record(of: "r1").eventCount == 50)
            await writer.end()
        }
    }

    @Test("keeps at its end what nobody waited for")
    func unawaited() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            for sequence in 1...3 { writer.enqueue(.numbered(sequence)) }
            #expect(try await journal.record(of: "r1").eventCount == 0)
            await writer.end()
            #expect(try await journal.events(of: "r1").map(\.sequence) == [1, 2, 3])
        }
    }

    @Test("is written without anybody's asking once much has come together, and keeps all of it")
    func eager() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            let count = 5 * GroupCommit<Void>.most + 7
            for sequence in 1...count { writer.enqueue(.numbered(sequence)) }
            try await writer.makeDurable(through: 1)
            #expect(try await journal.record(of: "r1").eventCount >= 1)
            await writer.end()
            guard case .whole(count, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("takes nothing after its end, which can come twice")
    func ended() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            try await writer.record(.numbered(1))
            await writer.end()
            await writer.end()
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(2)) }
            #expect(error?.code == .journalFailed)
            try await writer.makeDurable(through: 1)
            #expect(try await journal.record(of: "r1").eventCount == 1)
        }
    }

    @Test("after a commit that failed takes nothing more, and says how to go on")
    func failed() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1")
            try await writer.record(.numbered(1))
            for sequence in [3, 2] {
                let error = await #expect(throws: OperationsError.self) { try await writer.record(.numbered(sequence)) }
                #expect(error?.code == .journalFailed)
                #expect(error?.journalFailure?.underlying.contains("event 3 came after event 1") == true)
                #expect(error?.journalFailure?.run == "r1")
                #expect(error?.journalFailure?.remedy == .fix)
            }
            await writer.end()
            #expect(try await journal.record(of: "r1").eventCount == 1)
            let resumed = try await journal.resume("r1")
            try await resumed.record(.numbered(2))
            await resumed.end()
            guard case .whole(2, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
        }
    }

    @Test("hides what is secret before it is hashed")
    func redacted() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1", redact: { $0.replacing("hunter2", with: "<redacted>") })
            try await writer.record(.saying("it was hunter2", 1))
            await writer.end()
            #expect(try await journal.events(of: "r1").map { try $0.event().words } == ["it was <redacted>"])
            guard case .whole(1, _) = try await journal.verify("r1") else {
                Issue.record("the run is broken")
                return
            }
            #expect(try folder.bytes().firstRange(of: Data("hunter2".utf8)) == nil)
        }
    }

    @Test(
        "is not written when what is secret is a part of the form itself",
        arguments: ["seq", "1", "event", "detail"]
    )
    func unredactable(secret: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            let writer = try await journal.begin("r1", redact: { $0.replacing(secret, with: "<redacted>") })
            let error = await #expect(throws: OperationsError.self) { try await writer.record(.saying("x", 1)) }
            #expect(error?.code == .journalFailed)
            #expect(error?.journalFailure?.underlying.contains("cannot be written without the secret") == true)
            await writer.end()
            #expect(try await journal.record(of: "r1").eventCount == 0)
        }
    }

    @Test("and another one of the same file interleave without loss")
    func two() async throws {
        try await Folder.with { folder in
            try await withThrowingTaskGroup { group in
                for account in ["a", "b"] {
                    group.addTask {
                        let writer = try await Journal(at: folder.journal).begin("run-\(account)", account)
                        for sequence in 1...100 { try await writer.record(.numbered(sequence)) }
                        await writer.end()
                    }
                }
                try await group.waitForAll()
            }
            let journal = try Journal(at: folder.journal)
            for account in ["a", "b"] {
                #expect(try await journal.events(of: "run-\(account)").map(\.sequence) == Array(1...100))
                guard case .whole(100, _) = try await journal.verify("run-\(account)") else {
                    Issue.record("a run is broken")
                    return
                }
            }
        }
    }
}
