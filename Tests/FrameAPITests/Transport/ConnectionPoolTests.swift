import NIOCore
import Testing

@testable import FrameAPI

@Suite("A pool of connections to one host")
struct ConnectionPoolTests {
    /// An exchange by its number, or a connection by its letter.
    struct Named<ID: Hashable & Sendable>: Identifiable {
        let id: ID

        init(_ id: ID) { self.id = id }
    }

    private typealias Pool = ConnectionPool<Named<Int>, Named<String>>

    private struct Trouble: Error {}

    private var pool = Pool(limit: 2)

    private func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    private func words(_ actions: [Pool.Action?]) -> [String] {
        actions.compactMap(\.self).map { action in
            switch action {
            case .start(let exchange, let connection): "start \(exchange.id) on \(connection.id)"
            case .connect: "connect"
            case .close(let connection): "close \(connection.id)"
            case .fail(let exchange, .notConnected): "fail \(exchange.id): not connected"
            case .fail(let exchange, .outOfTime): "fail \(exchange.id): out of time"
            case .fail(let exchange, .cancelled): "fail \(exchange.id): cancelled"
            }
        }
    }

    private mutating func submit(_ numbers: Int..., until deadline: Int64 = 100) -> [String] {
        words(numbers.map { pool.submit(Named($0), until: at(deadline)) })
    }

    private mutating func connected(_ name: String, at seconds: Int64 = 0) -> [String] {
        words([pool.connected(Named(name), at: at(seconds))])
    }

    private mutating func freed(_ name: String, at seconds: Int64 = 0) -> [String] {
        words([pool.freed(Named(name), at: at(seconds))])
    }

    private mutating func closed(_ name: String) -> [String] { words([pool.closed(Named(name))]) }

    @Test("makes one for each exchange that waits, up to the limit")
    mutating func limits() {
        #expect(submit(1, 2, 3, 4) == ["connect", "connect"])
        #expect(connected("a") == ["start 1 on a"])
        #expect(connected("b") == ["start 2 on b"])
        #expect(submit(5) == [])
        #expect(closed("a") == ["connect"])
    }

    @Test("makes none for an exchange for which one is idle, and takes the one that was used last")
    mutating func reuse() {
        _ = submit(1, 2)
        _ = connected("a")
        _ = connected("b")
        #expect(freed("b") == [])
        #expect(freed("a") == [])
        #expect(submit(3, 4, 5) == ["start 3 on a", "start 4 on b"])
    }

    @Test("makes no second one where one is being made for the only exchange that waits")
    mutating func oneEach() {
        #expect(submit(1) == ["connect"])
        #expect(words([pool.cancel(1)]) == ["fail 1: cancelled"])
        #expect(submit(2) == [])
        #expect(submit(3) == ["connect"])
    }

    @Test("serves those that wait in line")
    mutating func inLine() {
        _ = submit(1, 2, 3, 4, 5)
        #expect(connected("a") == ["start 1 on a"])
        #expect(freed("a") == ["start 2 on a"])
        #expect(connected("b") == ["start 3 on b"])
        #expect(words([pool.cancel(4)]) == ["fail 4: cancelled"])
        #expect(freed("b") == ["start 5 on b"])
        #expect(freed("a") == [])
    }

    @Test("tells the one that waited longest of a failed attempt, and makes another for the others")
    mutating func failure() {
        _ = submit(1, 2, 3, 4)
        #expect(words(pool.failedToConnect(Trouble())) == ["fail 1: not connected", "connect"])
        #expect(words(pool.failedToConnect(Trouble())) == ["fail 2: not connected", "connect"])
        #expect(words(pool.failedToConnect(Trouble())) == ["fail 3: not connected"])
        #expect(words(pool.failedToConnect(Trouble())) == ["fail 4: not connected"])
        #expect(pool.isEmpty)
    }

    @Test("takes none that is about to be closed, or is closed")
    mutating func closing() {
        _ = submit(1, 2)
        _ = connected("a")
        _ = connected("b")
        _ = freed("a")
        _ = freed("b")
        pool.closing(Named("b"))
        #expect(submit(3) == ["start 3 on a"])
        _ = freed("a")
        #expect(closed("a") == [])
        #expect(submit(4) == ["connect"])
        #expect(submit(5) == [])
        #expect(closed("b") == ["connect"])
    }

    @Test("closes those that were idle for more than 20 seconds, and does not take them meanwhile")
    mutating func idle() {
        _ = submit(1, 2)
        _ = connected("a")
        _ = connected("b")
        _ = freed("a", at: 1)
        _ = freed("b", at: 2)
        #expect(words(pool.tick(at: at(21))) == [])
        #expect(words(pool.tick(at: at(22))) == ["close a"])
        #expect(submit(3, 4) == ["start 3 on b"])
        #expect(closed("a") == ["connect"])
    }

    @Test("ends those that wait for longer than they may, wherever in line")
    mutating func late() {
        _ = submit(1, until: 10)
        _ = submit(2, until: 30)
        _ = submit(3, until: 10)
        #expect(words(pool.tick(at: at(9))) == [])
        #expect(words(pool.tick(at: at(10))) == ["fail 1: out of time", "fail 3: out of time"])
        #expect(connected("a", at: 11) == ["start 2 on a"])
    }

    @Test("knows nothing of an exchange that is under way when it is cancelled")
    mutating func cancelledUnderWay() {
        _ = submit(1)
        _ = connected("a")
        #expect(words([pool.cancel(1)]) == [])
        #expect(pool.connections.map(\.id) == ["a"])
    }

    @Test("that is shut down ends what waits, closes all, and takes nothing any more")
    mutating func shutDown() {
        _ = submit(1, 2, 3)
        _ = connected("a")
        #expect(words(pool.shutDown()) == ["fail 2: cancelled", "fail 3: cancelled", "close a"])
        #expect(submit(4) == ["fail 4: cancelled"])
        #expect(connected("b") == ["close b"])
        #expect(closed("a") == [])
        #expect(!pool.isEmpty)
        #expect(closed("b") == [])
        #expect(pool.isEmpty)
    }
}

@Suite("The line before a proxy")
struct ProxyQueueTests {
    private var queue = ProxyQueue<String>()

    private static let proxy = try? ProxySettings(parsing: "user:pass@proxy:3128")

    private func words(_ turns: [(waiter: String, turn: ProxyQueue<String>.Turn)]) -> [String] {
        turns.map { waiter, turn in
            switch turn {
            case .ask: "\(waiter) asks"
            case .refused: "\(waiter) is refused"
            }
        }
    }

    private mutating func enter(_ waiter: String) -> [String] {
        words(queue.enter(waiter).map { [(waiter, $0)] } ?? [])
    }

    @Test("lets one ask at a time, in the order in which they came, whatever became of the one before")
    mutating func inLine() {
        #expect(enter("a") == ["a asks"])
        #expect(enter("b") == [])
        #expect(enter("c") == [])
        #expect(words(queue.leave(nil)) == ["b asks"])
        #expect(words(queue.leave(ExchangeFailure.noHandshake)) == ["c asks"])
        #expect(words(queue.leave(nil)) == [])
        #expect(enter("d") == ["d asks"])
    }

    @Test("lets nobody ask after a refusal of the password, and goes on after any other", arguments: [407, 403, 502])
    mutating func refusal(_ status: Int) throws {
        let refusal = ProxyRefusal(by: try #require(Self.proxy), "No", status: status)
        for waiter in ["a", "b", "c"] { _ = enter(waiter) }
        let isFinal = status == 407
        #expect(words(queue.leave(refusal)) == (isFinal ? ["b is refused", "c is refused"] : ["b asks"]))
        #expect(enter("d") == (isFinal ? ["d is refused"] : []))
    }
}
