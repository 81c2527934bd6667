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
    /// The most bytes that the body of a 2xx may have, of which all are needed: more is a failure. `nil` when its beginning is enough.
    public var bodyLimit: Int?
    /// Whether that holds for a list alone: of what does not begin as one, the beginning is enough.
    public var isListDue: Bool
    /// How many bytes are taken of any other body. The rest is not read.
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

/// Describes itself by method and path alone, however it is printed or dumped: the headers hold a signature.
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
    /// Whether the body went on, and the rest was not taken.
    public var isExcerpt: Bool

    /// Makes an answer.
    public init(head: HTTPResponse, body: [UInt8] = [], isExcerpt: Bool = false) {
        self.head = head
        self.body = body
        self.isExcerpt = isExcerpt
    }
}

/// Why there is no answer, and whether the request may have been carried out all the same.
public struct TransportFailure: Error, Sendable {
    /// What went wrong.
    public enum Kind: Sendable {
        /// No connection came about, for a reason that may pass: nobody listens, no route, a proxy has trouble.
        case unreachable
        /// There is no host of this name.
        case unknownHost
        /// Plain http would have left this machine.
        case notLoopback
        /// The proxy asks for another user name or password (407).
        case proxyUnauthorized
        /// The proxy does not let the request through.
        case proxyRefused
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
    /// What happened, such as `connection refused by 127.0.0.1:9`.
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
