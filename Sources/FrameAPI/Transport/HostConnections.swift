import NIOCore

/// The connections to one host: performs the actions of ``ConnectionPool``, and reports events to it. Belongs to one event loop.
final class HostConnections {
    let destination: Destination
    private let connector: Connector
    private let idleTime: TimeAmount
    private var pool: ConnectionPool<HTTPExchange, HTTPConnection>

    /// - Parameters:
    ///   - destination: The host.
    ///   - connector: Makes the connections.
    ///   - limit: The maximum number of connections at once.
    ///   - idleTime: How long an answer may make no progress.
    init(to destination: Destination, by connector: Connector, limit: Int, idleTime: TimeAmount) {
        self.destination = destination
        self.connector = connector
        self.idleTime = idleTime
        pool = ConnectionPool(limit: limit)
    }

    /// Whether it has no connection and no exchange.
    var isEmpty: Bool { pool.isEmpty }

    func submit(_ exchange: HTTPExchange) {
        perform(pool.submit(exchange, until: exchange.deadline))
    }

    /// Ends an exchange, if it is one of this host's.
    func cancel(_ id: HTTPExchange.ID) -> Bool {
        if let action = pool.cancel(id) {
            perform(action)
            return true
        }
        guard let connection = pool.connections.first(where: { $0.exchange?.id == id }) else { return false }
        connection.fail(CancellationError())
        return true
    }

    /// Ends exchanges that have taken too long.
    func tick(at now: NIODeadline) {
        for action in pool.tick(at: now) { perform(action) }
        for connection in pool.connections { connection.endIfLate(at: now, idleTime: idleTime) }
    }

    func shutDown() {
        for action in pool.shutDown() { perform(action) }
    }

    /// A connection can take the next exchange.
    func freed(_ connection: HTTPConnection, at now: NIODeadline) {
        perform(pool.freed(connection, at: now))
    }

    func closing(_ connection: HTTPConnection) {
        pool.closing(connection)
    }

    func closed(_ connection: HTTPConnection) {
        perform(pool.closed(connection))
    }

    private func perform(_ action: ConnectionPool<HTTPExchange, HTTPConnection>.Action?) {
        switch action {
        case .start(let exchange, let connection): connection.start(exchange)
        case .connect: connect()
        case .close(let connection): connection.close()
        case .fail(let exchange, .notConnected(let error)): exchange.fail(connectFailure(error))
        case .fail(let exchange, .outOfTime): exchange.fail(connectFailure(ExchangeFailure.noConnectionInTime))
        case .fail(let exchange, .cancelled): exchange.fail(ExchangeFailure.cancelledUnsent)
        case nil: break
        }
    }

    private func connect() {
        connector.connect(to: destination).assumeIsolated().whenComplete { [self] result in
            do {
                let connection = try HTTPConnection(on: result.get(), of: self)
                perform(pool.connected(connection, at: .now()))
            } catch {
                for action in pool.failedToConnect(error) { perform(action) }
            }
        }
    }

    private func connectFailure(_ error: any Error) -> ConnectFailure {
        error as? ConnectFailure ?? ConnectFailure(cause: error, address: connector.words(for: destination))
    }
}
