import HTTPTypes

/// A request of the client: not yet signed, not yet bound to a host.
struct APIRequest: Sendable {
    let method: HTTPRequest.Method
    /// The path after the base URL, percent-encoded, beginning with a slash.
    let path: String
    let query: [(name: String, value: String)]
    let body: [UInt8]?
    /// Statuses other than 2xx whose answer the caller judges. A request with such statuses accepts any answer: it has a short time limit,
    /// and is repeated only after a rate limit.
    let judgedStatuses: Set<Int>
    /// How much of the body of a 2xx is needed. Of any other the beginning is sufficient.
    let need: BodyNeed

    /// A request to a path of known words and opaque ids.
    init(
        _ method: HTTPRequest.Method,
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        body: [UInt8]? = nil,
        judging judgedStatuses: Set<Int> = [],
        need: BodyNeed = .beginning
    ) {
        self.method = method
        self.judgedStatuses = judgedStatuses
        self.need = need
        self.path = path.encoded
        self.query = query.compactMap { item in item.value.map { (item.name, $0) } }
        self.body = body
    }

    /// A request to a path of the caller.
    init(_ method: HTTPRequest.Method, rawPath: String, body: [UInt8]?) throws(FrameAPIError) {
        let path = rawPath.begins(with: "/") ? rawPath : "/" + rawPath
        let segments = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let plain = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"#\\\"<>^`{|}".utf8.contains($0) }
        let leadsElsewhere = segments.contains { [".", ".."].contains($0.lowercased().replacing("%2e", with: ".")) }
        let interiorIsEmpty = segments.dropLast().contains { $0.isEmpty }
        guard plain, !interiorIsEmpty, !leadsElsewhere, !rawPath.contains("://") else {
            throw .invalidPath(rawPath)
        }
        self.method = method
        self.path = path
        query = []
        self.body = body
        judgedStatuses = []
        // The content of a caller's own path is not known.
        need = method == .get || method == .head ? .whole : .beginning
    }

    /// Path and query, as they are sent after the base URL's own path.
    var target: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }

    /// Reads may be repeated; an acting request is sent once, and the caller judges its result.
    var isRead: Bool { method == .get || method == .head }

    /// Whether the caller judges any answer.
    var isQuestion: Bool { !judgedStatuses.isEmpty }

    var summary: RequestSummary { RequestSummary(method: method.rawValue, path: target) }
}

/// How much of a body is needed.
enum BodyNeed: Sendable {
    case beginning
    /// All of it, if it is a list: any other body is not understood, however long it is.
    case list
    /// All of it, of any kind.
    case whole
}

/// A path of literal words and opaque ids: `"/accounts/\(id)/pools"`, in which each id is one percent-encoded segment.
struct EndpointPath: Sendable, ExpressibleByStringInterpolation {
    let encoded: String
    /// The first id that cannot be sent as a segment.
    let unsendable: String?

    init(stringLiteral value: String) {
        encoded = value
        unsendable = nil
    }

    init(stringInterpolation: Interpolation) {
        encoded = stringInterpolation.encoded
        unsendable = stringInterpolation.unsendable
    }

    struct Interpolation: StringInterpolationProtocol {
        var encoded = ""
        var unsendable: String?

        init(literalCapacity: Int, interpolationCount: Int) {
            encoded.reserveCapacity(literalCapacity + interpolationCount * 36)
        }

        mutating func appendLiteral(_ literal: String) {
            encoded += literal
        }

        mutating func appendInterpolation<Entity>(_ id: Identifier<Entity>) {
            appendInterpolation(segment: id.value)
        }

        mutating func appendInterpolation(segment text: String) {
            if let segment = PathSegment(text) {
                encoded += segment.encoded
            } else {
                unsendable = unsendable ?? text
            }
        }
    }

    /// The path, or the error that names the id that cannot be sent.
    func checked() throws(FrameAPIError) -> EndpointPath {
        if let unsendable { throw .invalidIdentifier(unsendable) }
        return self
    }
}

/// The part of a request for an error or a log: its method and path, never its headers or body.
public struct RequestSummary: Sendable, Hashable, CustomStringConvertible {
    /// The method's name.
    public let method: String
    /// The path and query after the base URL.
    public let path: String

    /// Method and path, as in `GET /accounts/…/pools`.
    public var description: String { "\(method) \(path)" }
}
