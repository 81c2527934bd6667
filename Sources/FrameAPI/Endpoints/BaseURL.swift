import FoundationEssentials

/// The address of the service: scheme, host, port and the path that every endpoint is relative to.
///
/// It is a setting, because other environments exist and the service is moving to hosts of another name. Only https is accepted, except
/// plain http to this machine itself: signed headers must not cross a network in the clear.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// The vendor's production service.
    public static let production = BaseURL(scheme: "https", host: "api.console.nutanix.com", port: nil, path: "/v1")

    /// `https`, or `http` on loopback.
    public let scheme: String
    /// The host's name or address, an IPv6 address without its brackets.
    public let host: String
    /// The port, when it is not the scheme's own.
    public let port: Int?
    /// The path before every endpoint, without a trailing slash.
    public let path: String
    /// Host and port, as a URL writes them.
    let authority: String

    private init(scheme: String, host: String, port: Int?, path: String) {
        let name = host.contains(":") ? "[\(host)]" : host
        authority = port.map { "\(name):\($0)" } ?? name
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads a base URL.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-base-url`, or `insecure-base-url` for http to another host.
    public init(parsing text: String) throws(FrameAPIError) {
        let trimmed = text.trimmingWhitespace()
        guard let parts = URLComponents(string: trimmed), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let rawHost = parts.host, !rawHost.isEmpty
        else { throw .invalidBaseURL(trimmed, problem: "it is not of the form https://HOST/PATH") }
        guard parts.user == nil, parts.password == nil else {
            // The text is not repeated, because it may hold a password.
            throw .invalidBaseURL("\(scheme)://…@\(rawHost)", problem: "it holds a user name or a password")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .invalidBaseURL(trimmed, problem: "it holds a query or a fragment")
        }
        if let port = parts.port, !(1...65_535).contains(port) {
            throw .invalidBaseURL(trimmed, problem: "\(port) is not a port")
        }
        let host = rawHost.hasPrefix("[") ? String(rawHost.dropFirst().dropLast()) : rawHost
        guard Self.isPlain(host) else {
            throw .invalidBaseURL(trimmed, problem: "its host holds a character that no host has")
        }
        guard scheme == "https" || Self.isLoopback(host) else { throw .insecureBaseURL(trimmed) }
        var path = parts.percentEncodedPath
        if path.hasSuffix("/") { path.removeLast() }
        guard Self.isDirect(path) else {
            throw .invalidBaseURL(trimmed, problem: "its path holds an empty segment, . or ..")
        }
        self.init(scheme: scheme, host: host.lowercased(), port: parts.port, path: path)
    }

    /// The URL as text, without a trailing slash.
    public var description: String {
        "\(scheme)://\(authority)\(path)"
    }

    /// Whether every segment of a path is a name: none is empty, `.` or `..`, percent-encoded or not. Servers and proxies read those in
    /// different ways.
    private static func isDirect(_ path: String) -> Bool {
        path.percentDecoded.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
        }
        .dropFirst().allSatisfy { segment in !["", ".", ".."].contains { segment.elementsEqual($0.utf8) } }
    }

    /// Whether the text is only a name or an address: `%40` in a URL's host is an `@` when it is decoded.
    static func isPlain(_ host: String) -> Bool {
        host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }

    /// Whether the text names this machine itself: `localhost`, 127.0.0.0/8 or ::1, and no similar text such as 0127.0.0.1, which a
    /// resolver reads as octal and takes for 87.0.0.1.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            UInt8(part).flatMap { String($0) == part ? $0 : nil }
        }
        return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
    }
}
