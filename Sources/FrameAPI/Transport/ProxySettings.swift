import FoundationEssentials

/// The HTTP proxy for https requests. It is used by CONNECT, so that it sees none of their headers.
public struct ProxySettings: Sendable {
    /// The proxy's host.
    public let host: String
    /// The proxy's port.
    public let port: Int
    let userInfo: (user: String, password: Secret)?

    /// Whether a user name or a password is sent to the proxy.
    package var hasCredentials: Bool { userInfo != nil }

    /// Host and port, for people.
    package var words: String { Destination.words(host: host, port: port) }

    /// The proxy for a base URL, from `HTTPS_PROXY` and `NO_PROXY` in either case, the lower case first; `nil` for none.
    ///
    /// Plain http, which is allowed to this machine alone, never goes through a proxy.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-proxy`.
    public init?(for baseURL: BaseURL, environment: [String: String]) throws(FrameAPIError) {
        func setting(_ name: String) -> String? {
            (environment[name.lowercased()] ?? environment[name]).map { $0.trimmingWhitespace() }
        }
        guard baseURL.scheme == "https", let text = setting("HTTPS_PROXY"), !text.isEmpty,
            !Self.isExempt(baseURL, by: setting("NO_PROXY") ?? "")
        else { return nil }
        try self.init(parsing: text)
    }

    init(parsing text: String) throws(FrameAPIError) {
        let parts = URLComponents(string: text.contains("://") ? text : "http://" + text)
        guard let parts, parts.scheme?.lowercased() == "http", let rawHost = parts.host, !rawHost.isEmpty else {
            throw .invalidProxy
        }
        host = rawHost.hasPrefix("[") ? String(rawHost.dropFirst().dropLast()) : rawHost
        port = parts.port ?? 80
        // The text after the port may be the rest of a password: u:8#x@proxy:3128 begins like a host and a port.
        guard BaseURL.isPlain(host), (1...65_535).contains(port), ["", "/"].contains(parts.path), parts.query == nil,
            parts.fragment == nil
        else { throw .invalidProxy }
        userInfo = parts.user.map { (user: $0, password: Secret(parts.password ?? "")) }
    }

    /// Whether `NO_PROXY` lists a host: `*`, the name itself, a domain above it with or without a leading dot, an address, each with an
    /// optional port, or a range of addresses as in `10.0.0.0/8`. Commas or blanks stand between entries.
    static func isExempt(_ baseURL: BaseURL, by list: String) -> Bool {
        list.split { $0 == "," || $0.isWhitespace }.contains { entry in
            var name = entry.lowercased()
            if name == "*" { return true }
            if let range = AddressRange(name) { return range.contains(baseURL.host) }
            if name.hasPrefix("["), let end = name.lastIndex(of: "]") {
                let port = name[name.index(after: end)...]
                guard port.isEmpty || port == ":\(baseURL.port ?? 443)" else { return false }
                return AddressRange(String(name[..<end].dropFirst()))?.contains(baseURL.host) ?? false
            }
            if let colon = name.lastIndex(of: ":"), name.filter({ $0 == ":" }).count == 1 {
                guard Int(name[name.index(after: colon)...]) == baseURL.port ?? 443 else { return false }
                name = String(name[..<colon])
            }
            if name.hasPrefix("*") { name.removeFirst() }
            if name.hasPrefix(".") { name.removeFirst() }
            return !name.isEmpty && (baseURL.host == name || baseURL.host.hasSuffix("." + name))
        }
    }
}
