import HTTPTypes
import NIOCore

/// The connections of a transport, by host. Belongs to one event loop.
final class ConnectionPools {
    private let connector: Connector
    private let limit: Int
    private let idleTime: Duration
    private var pools: [Origin: ConnectionPool] = [:]
    /// Nearly every request goes where the one before went.
    private var last: (scheme: String?, authority: String?, pool: ConnectionPool)?
    private var isSweeping = false
    private var isShutDown = false

    /// How often limits are looked after.
    private static let sweep: TimeAmount = .milliseconds(25)

    init(connector: Connector, limit: Int, idleTime: Duration) {
        self.connector = connector
        self.limit = limit
        self.idleTime = idleTime
    }

    func submit(_ exchange: Exchange) {
        guard !isShutDown, let pool = pool(for: exchange.request) else {
            exchange.continuation.resume(throwing: ExchangeFailure.noHost)
            return
        }
        pool.submit(exchange)
        if !isSweeping { sweepSoon() }
    }

    func cancel(_ number: Int) {
        for pool in pools.values where pool.cancel(number) { return }
    }

    func shutDown() {
        isShutDown = true
        for pool in pools.values { pool.shutDown() }
    }

    private func pool(for request: TransportRequest) -> ConnectionPool? {
        let (scheme, authority) = (request.head.scheme, request.head.authority)
        if let last, last.authority == authority, last.scheme == scheme { return last.pool }
        guard let origin = Origin(scheme: scheme, authority: authority) else { return nil }
        let pool = pools[origin] ?? ConnectionPool(origin, connector: connector, limit: limit)
        pools[origin] = pool
        last = (scheme, authority, pool)
        return pool
    }

    /// One timer for all limits: an exchange that ends in time, as nearly all do, costs none of its own.
    private func sweepSoon() {
        isSweeping = true
        connector.loop.assumeIsolated().scheduleTask(in: Self.sweep) { [self] in
            isSweeping = false
            let now = NIODeadline.now()
            for pool in pools.values { pool.sweep(at: now, idleTime: TimeAmount(idleTime)) }
            if pools.values.contains(where: { !$0.isEmpty }) { sweepSoon() }
        }
    }
}

/// Where a request goes.
struct Origin: Hashable {
    let isSecure: Bool
    let host: String
    let port: Int
    /// The host and the port as a `Host` header has them.
    let authority: String

    /// Takes a URL's scheme and authority apart; `nil` for what is neither http nor https.
    init?(scheme: String?, authority: String?) {
        guard let authority, scheme == "https" || scheme == "http" else { return nil }
        isSecure = scheme == "https"
        self.authority = authority
        let end = authority.lastIndex(of: "]")
        let colon = authority[(end ?? authority.startIndex)...].lastIndex(of: ":")
        let name = colon.map { authority[..<$0] } ?? authority[...]
        guard let port = colon.map({ Int(authority[authority.index(after: $0)...]) }) ?? (isSecure ? 443 : 80) else {
            return nil
        }
        host = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : String(name)
        self.port = port
    }

    /// Whether the host is given by its address, and not by a name.
    var isAddress: Bool { AddressRange(host) != nil }

    /// Host and port, for people.
    var words: String { Self.words(host: host, port: port) }

    static func words(host: String, port: Int) -> String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
