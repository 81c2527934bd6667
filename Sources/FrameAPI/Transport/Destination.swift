/// The destination of a request.
struct Destination {
    private let scheme: String
    let host: String
    let port: Int
    /// The host and the port as in a `Host` header.
    let authority: String

    /// Parses a URL's scheme and authority; `nil` for other schemes than http and https.
    init?(scheme: String?, authority: String?) {
        guard let authority, let scheme, scheme == "https" || scheme == "http" else { return nil }
        self.scheme = scheme
        self.authority = authority
        let end = authority.lastIndex(of: "]")
        let colon = authority[(end ?? authority.startIndex)...].lastIndex(of: ":")
        let name = colon.map { authority[..<$0] } ?? authority[...]
        let defaultPort = scheme == "https" ? 443 : 80
        guard let port = colon.map({ Int(authority[authority.index(after: $0)...]) }) ?? defaultPort else { return nil }
        host = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : String(name)
        self.port = port
    }

    var isSecure: Bool { scheme == "https" }

    /// Whether a URL's scheme and authority have this destination.
    func matches(scheme: String?, authority: String?) -> Bool { self.authority == authority && self.scheme == scheme }

    /// Whether the host is an address, not a name.
    var isAddress: Bool { AddressRange(host) != nil }

    /// Host and port, for people.
    var words: String { Self.words(host: host, port: port) }

    static func words(host: String, port: Int) -> String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
