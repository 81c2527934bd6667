public import HTTPTypes

/// The boundary to the network: sends one request to the host that it names, and nothing else.
///
/// An implementation follows no redirect, repeats nothing, and gives up within the request's bounds.
public protocol HTTPTransport: Sendable {
    /// Sends a request and takes the whole answer.
    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse
    /// Where tasks that mostly send run best, in equal parts; none when that does not matter. Nothing that runs there may block.
    var executors: [any TaskExecutor] { get }
}

extension HTTPTransport {
    /// None: it does not matter.
    public var executors: [any TaskExecutor] { [] }
}

/// One signed request, ready for the network.
public struct TransportRequest: Sendable {
    /// Method, scheme, authority, path and headers.
    public var head: HTTPRequest
    /// The body, if there is one.
    public var body: [UInt8]?
    /// The longest that the whole exchange may take, the answer's body included.
    public var timeLimit: Duration
    /// The most bytes that the answer's body may have.
    public var bodyLimit: Int

    /// Makes a request.
    public init(head: HTTPRequest, body: [UInt8]? = nil, timeLimit: Duration, bodyLimit: Int) {
        self.head = head
        self.body = body
        self.timeLimit = timeLimit
        self.bodyLimit = bodyLimit
    }
}

/// Describes itself by method and path alone, however it is printed or dumped: the headers hold a signature.
extension TransportRequest: CustomStringConvertible, CustomReflectable {
    /// Method and path.
    public var description: String { "\(head.method.rawValue) \(head.path ?? "")" }
    /// A mirror of the description.
    public var customMirror: Mirror { Mirror(reflecting: description) }
}

/// A whole answer.
public struct TransportResponse: Sendable {
    /// Status and headers.
    public var head: HTTPResponse
    /// The body; empty when there was none.
    public var body: [UInt8]

    /// Makes an answer.
    public init(head: HTTPResponse, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }
}

/// Why there is no answer, and whether the request may have been carried out all the same.
public struct TransportFailure: Error, Sendable {
    /// What went wrong.
    public enum Kind: Sendable {
        /// No connection came about: nobody listens, the name is unknown, a proxy refused.
        case unreachable
        /// The other side's certificate or the TLS handshake was refused.
        case untrusted
        /// The time limit passed.
        case timedOut
        /// The connection ended before the answer was whole.
        case connectionLost
        /// The answer's body passed its limit.
        case bodyTooLarge
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public let kind: Kind
    /// Whether the request may have reached the service. After `true` on anything that acts: look before sending again.
    public let mayHaveBeenSent: Bool
    /// What the network layer said.
    public let detail: String

    /// Makes a failure.
    public init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String) {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.detail = detail
    }
}
