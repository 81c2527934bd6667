/// Where a request goes.
struct Destination {
    private let scheme: String
    let host: String
    let port: Int
    /// The host and the port as a `Host` header has them.
    let authority: String

    /// Takes a URL's scheme and authority apart; `nil` for what is neither http nor https.
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

    /// Whether a URL's scheme and authority lead there.
    func matches(scheme: String?, authority: String?) -> Bool { self.authority == authority && self.scheme == scheme }

    /// Whether the host is given by its address, and not by a name.
    var isAddress: Bool { AddressRange(host) != nil }

    /// Host and port, for people.
    var words: String { Self.words(host: host, port: port) }

    static func words(host: String, port: Int) -> String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
