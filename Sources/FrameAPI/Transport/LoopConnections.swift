import HTTPTypes
import NIOCore

/// The connections of a transport on one event loop, by host, and the one timer for all their limits. An exchange that ends in time, as
/// nearly all do, needs no timer of its own.
final class LoopConnections {
    private let connector: Connector
    private let limit: Int
    private let idleTime: TimeAmount
    /// One, or a few.
    private var hosts: [HostConnections] = []
    private var isTicking = false
    private var isShutDown = false

    /// How often limits are checked.
    private static let tick: TimeAmount = .milliseconds(25)

    /// - Parameters:
    ///   - connector: Makes the connections.
    ///   - limit: The maximum number to a host at once.
    ///   - idleTime: How long an answer may make no progress.
    init(by connector: Connector, limit: Int, idleTime: TimeAmount) {
        self.connector = connector
        self.limit = limit
        self.idleTime = idleTime
    }

    func submit(_ exchange: HTTPExchange) {
        guard !isShutDown, let host = host(for: exchange.request) else {
            exchange.fail(ExchangeFailure.noHost)
            return
        }
        host.submit(exchange)
        if !isTicking { tickSoon() }
    }

    func cancel(_ id: HTTPExchange.ID) {
        _ = hosts.contains { $0.cancel(id) }
    }

    func shutDown() {
        isShutDown = true
        for host in hosts { host.shutDown() }
    }

    private func host(for request: TransportRequest) -> HostConnections? {
        let (scheme, authority) = (request.head.scheme, request.head.authority)
        let known = hosts.first { $0.destination.matches(scheme: scheme, authority: authority) }
        if let known { return known }
        guard let destination = Destination(scheme: scheme, authority: authority) else { return nil }
        let host = HostConnections(to: destination, by: connector, limit: limit, idleTime: idleTime)
        hosts.append(host)
        return host
    }

    private func tickSoon() {
        isTicking = true
        connector.loop.assumeIsolated().scheduleTask(in: Self.tick) { [self] in
            isTicking = false
            let now = NIODeadline.now()
            for host in hosts { host.tick(at: now) }
            if hosts.contains(where: { !$0.isEmpty }) { tickSoon() }
        }
    }
}
