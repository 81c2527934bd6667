import DequeModule
import NIOCore

/// The connections to one host: those that are idle, those that are busy, those that are coming about, and who waits for one.
final class ConnectionPool {
    private let origin: Origin
    private let connector: Connector
    /// The most connections at once.
    private let limit: Int
    private var connections: [ObjectIdentifier: Connection] = [:]
    /// The one that was used last is used next.
    private var idle: [Connection] = []
    private var opening = 0
    private var waiting: Deque<Exchange> = []
    private var isShutDown = false

    /// How long a connection may be idle. Services close theirs after some time; a request that is written just then is lost.
    private static let idleLimit: TimeAmount = .seconds(20)

    init(_ origin: Origin, connector: Connector, limit: Int) {
        self.origin = origin
        self.connector = connector
        self.limit = limit
    }

    /// Whether there is nothing to look after.
    var isEmpty: Bool { connections.isEmpty && waiting.isEmpty && opening == 0 }

    func submit(_ exchange: Exchange) {
        while let connection = idle.popLast() {
            guard connection.isUsable else { continue }
            connection.start(exchange)
            return
        }
        waiting.append(exchange)
        openMore()
    }

    /// Ends an exchange, if it is one of this pool's.
    func cancel(_ number: Int) -> Bool {
        if let index = waiting.firstIndex(where: { $0.number == number }) {
            waiting.remove(at: index).continuation.resume(throwing: ExchangeFailure.cancelledUnsent)
            return true
        }
        guard let connection = connections.values.first(where: { $0.exchangeNumber == number }) else { return false }
        connection.fail(CancellationError())
        return true
    }

    /// Ends what has taken too long, and closes what was idle for too long.
    func sweep(at now: NIODeadline, idleTime: TimeAmount) {
        while let exchange = waiting.first(where: { $0.deadline <= now }) {
            waiting.removeAll { $0.number == exchange.number }
            let address = connector.words(for: origin)
            exchange.continuation.resume(
                throwing: ConnectFailure(cause: ExchangeFailure.noConnectionInTime, address: address)
            )
        }
        for connection in connections.values {
            connection.sweep(at: now, idleTime: idleTime, idleLimit: Self.idleLimit)
        }
    }

    func shutDown() {
        isShutDown = true
        idle = []
        for exchange in waiting { exchange.continuation.resume(throwing: ExchangeFailure.cancelledUnsent) }
        waiting = []
        for connection in connections.values { connection.close() }
    }

    private func openMore() {
        while !isShutDown, opening < waiting.count, opening + connections.count < limit {
            opening += 1
            connector.connect(to: origin).assumeIsolated().whenComplete { [self] result in
                opening -= 1
                switch result {
                case .success(let channel): opened(channel)
                case .failure(let error): failedToOpen(error)
                }
            }
        }
    }

    private func opened(_ channel: any Channel) {
        let connection = Connection(channel, authority: origin.authority, pool: self)
        guard !isShutDown, connection.install() else {
            channel.close(promise: nil)
            failedToOpen(ExchangeFailure.noConnectionInTime)
            return
        }
        connections[ObjectIdentifier(connection)] = connection
        isFree(connection)
    }

    /// Whoever has waited longest is told; for the others there are attempts of their own.
    private func failedToOpen(_ error: any Error) {
        let failure = error as? ConnectFailure ?? ConnectFailure(cause: error, address: connector.words(for: origin))
        waiting.popFirst()?.continuation.resume(throwing: failure)
        openMore()
    }

    /// A connection can take the next exchange.
    func isFree(_ connection: Connection) {
        if let next = waiting.popFirst() {
            connection.start(next)
        } else {
            idle.append(connection)
        }
    }

    /// A connection is no more.
    func isClosed(_ connection: Connection) {
        connections[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
        openMore()
    }
}
