import DequeModule
import NIOCore

/// Decides which exchange uses which connection to one host, and when another connection is made.
///
/// A value that sends nothing and waits for nothing: ``HostConnections`` reports events to it, and performs its actions.
struct ConnectionPool<Exchange: Identifiable, Connection: Identifiable> {
    /// An action to perform.
    enum Action {
        /// Send an exchange over a connection, which is busy until it is freed or closed.
        case start(Exchange, on: Connection)
        /// Make another connection.
        case connect
        case close(Connection)
        /// End an exchange that was not sent.
        case fail(Exchange, Reason)
    }

    /// Why an exchange was not sent.
    enum Reason {
        /// It has waited longest when an attempt to connect failed.
        case notConnected(any Error)
        case outOfTime
        case cancelled
    }

    /// The connections that are made and not yet closed, busy or idle.
    private(set) var connections: [Connection] = []
    /// The most recently used one is used next.
    private var idle: [(connection: Connection, since: NIODeadline)] = []
    private var connecting = 0
    private var waiting: Deque<(exchange: Exchange, deadline: NIODeadline)> = []
    private var isShutDown = false
    private let limit: Int
    private let idleLimit: TimeAmount

    /// An empty pool.
    ///
    /// - Parameters:
    ///   - limit: The maximum number of connections at once, including those that are being made.
    ///   - idleLimit: How long a connection may be idle. Services close idle connections after some time; a request that is written at that
    ///     moment is lost.
    init(limit: Int, idleLimit: TimeAmount = .seconds(20)) {
        self.limit = limit
        self.idleLimit = idleLimit
    }

    /// Whether it has no connection and no exchange.
    var isEmpty: Bool { connections.isEmpty && waiting.isEmpty && connecting == 0 }

    /// A request needs a connection: an idle one, or else it waits in line.
    mutating func submit(_ exchange: Exchange, until deadline: NIODeadline) -> Action? {
        guard !isShutDown else { return .fail(exchange, .cancelled) }
        if let free = idle.popLast() { return .start(exchange, on: free.connection) }
        waiting.append((exchange, deadline))
        return connectMore()
    }

    /// The answer is no longer needed.
    ///
    /// - Returns: `nil` unless the exchange is one that waits.
    mutating func cancel(_ id: Exchange.ID) -> Action? {
        guard let place = waiting.firstIndex(where: { $0.exchange.id == id }) else { return nil }
        return .fail(waiting.remove(at: place).exchange, .cancelled)
    }

    /// An attempt to connect succeeded.
    mutating func connected(_ connection: Connection, at now: NIODeadline) -> Action? {
        connecting -= 1
        connections.append(connection)
        return isShutDown ? .close(connection) : freed(connection, at: now)
    }

    /// An attempt to connect failed: the exchange that has waited longest gets the error; the others have attempts of their own.
    mutating func failedToConnect(_ error: any Error) -> [Action] {
        connecting -= 1
        let failed = waiting.popFirst().map { Action.fail($0.exchange, .notConnected(error)) }
        return [failed, connectMore()].compactMap(\.self)
    }

    /// The exchange of a connection has ended, and another one may follow.
    mutating func freed(_ connection: Connection, at now: NIODeadline) -> Action? {
        if let next = waiting.popFirst() { return .start(next.exchange, on: connection) }
        idle.append((connection, now))
        return nil
    }

    /// A connection is about to be closed, by either side.
    mutating func closing(_ connection: Connection) {
        idle.removeAll { $0.connection.id == connection.id }
    }

    /// A connection is closed.
    mutating func closed(_ connection: Connection) -> Action? {
        closing(connection)
        connections.removeAll { $0.id == connection.id }
        return connectMore()
    }

    /// Some time has passed.
    mutating func tick(at now: NIODeadline) -> [Action] {
        let late = waiting.filter { $0.deadline <= now }.map { Action.fail($0.exchange, .outOfTime) }
        let stale = idle.filter { now - $0.since > idleLimit }.map { Action.close($0.connection) }
        if !late.isEmpty { waiting.removeAll { $0.deadline <= now } }
        if !stale.isEmpty { idle.removeAll { now - $0.since > idleLimit } }
        return late + stale
    }

    /// No further request is sent.
    mutating func shutDown() -> [Action] {
        isShutDown = true
        defer { (waiting, idle) = ([], []) }
        return waiting.map { .fail($0.exchange, .cancelled) } + connections.map { .close($0) }
    }

    private mutating func connectMore() -> Action? {
        guard connecting < waiting.count, connecting + connections.count < limit else { return nil }
        connecting += 1
        return .connect
    }
}
