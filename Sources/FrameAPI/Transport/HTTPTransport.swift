public import HTTPTypes

/// The boundary to the network: sends one request to the host that it names, and nothing else.
///
/// An implementation follows no redirect, repeats nothing, and stops within the request's limits.
public protocol HTTPTransport: Sendable {
    /// Sends a request and returns the complete answer.
    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse
    /// The preferred executors for tasks that mostly send, in equal parts; none when it does not matter. Code that runs there must not
    /// block.
    var executors: [any TaskExecutor] { get }
}

extension HTTPTransport {
    /// None, because it does not matter.
    public var executors: [any TaskExecutor] { [] }
}

/// One signed request, ready for the network.
public struct TransportRequest: Sendable {
    /// Method, scheme, authority, path and headers.
    public var head: HTTPRequest
    /// The body, if there is one.
    public var body: [UInt8]?
    /// The maximum time of the complete exchange, including the answer's body.
    public var timeLimit: Duration
    /// The maximum number of bytes of a 2xx whose complete body is needed: more is a failure. `nil` when its beginning is sufficient.
    public var bodyLimit: Int?
    /// Whether this applies to a list alone: of a body that does not begin as one, the beginning is sufficient.
    public var isListDue: Bool
    /// How many bytes of any other body are read. The rest is not read.
    public var excerptLimit: Int

    /// Makes a request.
    public init(
        head: HTTPRequest,
        body: [UInt8]? = nil,
        timeLimit: Duration,
        bodyLimit: Int?,
        isListDue: Bool = false,
        excerptLimit: Int = RequestLimits().excerptSize
    ) {
        self.head = head
        self.body = body
        self.timeLimit = timeLimit
        self.bodyLimit = bodyLimit
        self.isListDue = isListDue
        self.excerptLimit = excerptLimit
    }
}

/// Describes itself by method and path alone, in every print and dump, because the headers hold a signature.
extension TransportRequest: CustomStringConvertible, CustomReflectable {
    /// Method and path.
    public var description: String { "\(head.method.rawValue) \(head.path ?? "")" }
    /// A mirror of the description.
    public var customMirror: Mirror { Mirror(reflecting: description) }
}

/// An answer.
public struct TransportResponse: Sendable {
    /// Status and headers.
    public var head: HTTPResponse
    /// The body; empty when there was none.
    public var body: [UInt8]
    /// Whether the body was truncated.
    public var isExcerpt: Bool

    /// Makes an answer.
    public init(head: HTTPResponse, body: [UInt8] = [], isExcerpt: Bool = false) {
        self.head = head
        self.body = body
        self.isExcerpt = isExcerpt
    }
}

/// Why there is no answer, and whether the request may have been carried out.
public struct TransportFailure: Error, Sendable {
    /// The kind of failure.
    public enum Kind: Sendable {
        /// No connection was made, for a transient reason: no listener, no route, a failing proxy.
        case unreachable
        /// There is no host of this name.
        case unknownHost
        /// Plain http would have left this machine.
        case notLoopback
        /// The proxy asks for another user name or password (407).
        case proxyUnauthorized
        /// The proxy does not forward the request.
        case proxyRefused
        /// The other side's certificate or the TLS handshake was refused.
        case untrusted
        /// The time limit passed.
        case timedOut
        /// The connection ended before the answer was complete.
        case connectionLost
        /// The answer's body exceeded its limit.
        case bodyTooLarge
        /// The task was cancelled.
        case cancelled
    }

    /// The kind of failure.
    public let kind: Kind
    /// Whether the request may have reached the service. After `true` on an acting request: list before sending again.
    public let mayHaveBeenSent: Bool
    /// The event, such as `connection refused by 127.0.0.1:9`.
    public let detail: String

    /// What to do, where the kind alone does not say.
    public let remedy: String?

    /// Makes a failure.
    public init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String, remedy: String? = nil) {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.detail = detail
        self.remedy = remedy
    }
}
