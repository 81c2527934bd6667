import Testing

@testable import FrameJournal
@testable import FrameOperations

@Suite("A group commit")
struct GroupCommitTests {
    private static let unwritten = failing("never taken")
    private static let failure = failing("full")

    private static func failing(_ underlying: String) -> OperationsError {
        .journalFailed(.init(run: "r1", underlying: underlying, remedy: .resume))
    }

    private var commit = GroupCommit<String>(durable: 0)

    private mutating func ask(_ sequence: Int, _ waiter: String) -> String {
        Self.words(commit.ask(sequence, unwritten: Self.unwritten, waiter))
    }

    private mutating func settle(_ outcome: Result<Void, OperationsError> = .success(())) -> [String] {
        commit.settle(outcome).map { "\($0.waiter): \(Self.words($0.turn))" }
    }

    private static func words(_ turn: CommitTurn?) -> String {
        switch turn {
        case nil: "wait"
        case .durable: "durable"
        case .failed(let error): error.journalFailure?.underlying ?? "\(error)"
        case .lead(let events): "lead \(events.map(\.sequence))"
        }
    }

    @Test("is led by the first who asks, who takes along what nobody asked for")
    mutating func leads() {
        for sequence in 1...3 { commit.enqueue(.numbered(sequence)) }
        #expect(ask(2, "a") == "lead [1, 2, 3]")
        #expect(settle() == [])
        #expect(ask(3, "b") == "durable")
    }

    @Test("lets others wait, and hands on to the first that it did not cover")
    mutating func handsOn() {
        commit.enqueue(.numbered(1))
        #expect(ask(1, "a") == "lead [1]")
        for (sequence, waiter) in zip(2..., ["b", "c"]) {
            commit.enqueue(.numbered(sequence))
            #expect(ask(sequence, waiter) == "wait")
        }
        #expect(ask(1, "d") == "wait")
        #expect(settle() == ["d: durable", "b: lead [2, 3]"])
        commit.enqueue(.numbered(4))
        #expect(ask(4, "e") == "wait")
        #expect(settle() == ["c: durable", "e: lead [4]"])
        #expect(settle() == [])
    }

    @Test("that failed fails everybody, and everything later")
    mutating func fails() {
        commit.enqueue(.numbered(1))
        #expect(ask(1, "a") == "lead [1]")
        commit.enqueue(.numbered(2))
        #expect(ask(2, "b") == "wait")
        #expect(settle(.failure(Self.failure)) == ["b: full"])
        commit.enqueue(.numbered(3))
        #expect(ask(3, "c") == "full")
        #expect(ask(1, "d") == "full")
    }

    @Test("knows what was durable before it failed")
    mutating func before() {
        commit.enqueue(.numbered(1))
        #expect(ask(1, "a") == "lead [1]")
        #expect(settle() == [])
        commit.enqueue(.numbered(2))
        #expect(ask(2, "b") == "lead [2]")
        #expect(settle(.failure(Self.failure)) == [])
        #expect(ask(1, "c") == "durable")
        #expect(ask(2, "d") == "full")
    }

    @Test("writes what nobody asks for when much of it has come together, one commit at a time")
    mutating func eager() {
        let most = GroupCommit<String>.most
        let begun = (1...most + 1).map { commit.enqueue(.numbered($0)) }
        #expect(begun[..<(most - 1)].allSatisfy { $0 == nil })
        #expect(begun[most - 1]?.map(\.sequence) == Array(1...most))
        #expect(begun[most] == nil)
        #expect(ask(most, "a") == "wait")
        #expect(settle() == ["a: durable"])
        #expect(ask(most + 1, "b") == "lead [\(most + 1)]")
        let during = (most + 2...3 * most).map { commit.enqueue(.numbered($0)) }
        #expect(during.allSatisfy { $0 == nil })
        #expect(settle() == [])
        #expect(commit.enqueue(.numbered(3 * most + 1))?.count == 2 * most)
        #expect(settle(.failure(Self.failure)) == [])
        #expect(ask(3 * most + 1, "c") == "full")
    }

    @Test("refuses what it was never given, and what comes after the end")
    mutating func untaken() {
        #expect(ask(1, "a") == "never taken")
        let ends = [commit.end(), commit.end()]
        #expect(ends == [true, false])
        commit.enqueue(.numbered(1))
        #expect(commit.last == 0)
        #expect(ask(1, "b") == "never taken")
    }
}
