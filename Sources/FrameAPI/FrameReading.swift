import HTTPTypes

/// What can be asked of the service without acting on it: every call sends GET or HEAD, and nothing else.
///
/// ``FrameReader`` can do this alone; ``FrameClient`` can act as well.
public protocol FrameReading: Sendable {
    /// The way of reads to the service.
    var reads: ReadPipeline { get }
}

/// Asks the service, and cannot act on it: there is no call on it that closes, publishes or sends any method of the caller's choice.
public struct FrameReader: FrameReading {
    /// The way of reads to the service.
    public let reads: ReadPipeline
}

/// A method that reads.
public enum ReadMethod: Sendable {
    /// GET.
    case get
    /// HEAD.
    case head
}

/// The way of reads to the service: what leads to the network behind it is not within reach.
public struct ReadPipeline: Sendable {
    private let pipeline: RequestPipeline
    fileprivate let clientID: String

    init(_ pipeline: RequestPipeline, clientID: String) {
        self.pipeline = pipeline
        self.clientID = clientID
    }

    fileprivate var baseURL: BaseURL { pipeline.baseURL }
    fileprivate var redactor: Redactor { pipeline.signer.redactor }

    fileprivate func get(
        _ path: EndpointPath,
        query: [(name: String, value: String?)],
        judging statuses: Set<Int>,
        need: BodyNeed
    ) async throws(FrameAPIError) -> Answer {
        try await pipeline.perform(
            APIRequest(.get, try path.checked(), query: query, judging: statuses, need: need)
        )
    }

    fileprivate func send(_ method: ReadMethod, rawPath: String) async throws(FrameAPIError) -> Answer {
        let method: HTTPRequest.Method =
            switch method {
            case .get: .get
            case .head: .head
            }
        return try await pipeline.perform(APIRequest(method, rawPath: rawPath, body: nil))
    }
}

extension FrameReading {
    /// The service that is asked.
    public var baseURL: BaseURL { reads.baseURL }

    /// The public half of the credential that requests are signed with.
    public var clientID: String { reads.clientID }

    /// Knows the secret and the signatures of this client, to keep them out of whatever is shown.
    package var redactor: Redactor { reads.redactor }

    /// Sends one signed read to any path of the service and gives the answer back as it came.
    ///
    /// - Parameters:
    ///   - path: A percent-encoded path below the base URL, with its query if it has one.
    ///   - method: GET or HEAD.
    /// - Returns: The answer, of status 2xx.
    /// - Throws: ``FrameAPIError``, for any other status too.
    public func read(_ path: String, method: ReadMethod = .get) async throws(FrameAPIError) -> RawAnswer {
        RawAnswer(try await reads.send(method, rawPath: path))
    }

    /// Asks for one thing: of its answer ``RequestLimits/excerptSize`` bytes are enough.
    func get(_ path: EndpointPath, judging statuses: Set<Int> = []) async throws(FrameAPIError) -> Answer {
        try await reads.get(path, query: [], judging: statuses, need: .beginning)
    }

    /// Asks for a list, which is needed whole; or for something of which nobody knows the shape.
    func list(
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        need: BodyNeed = .list
    ) async throws(FrameAPIError) -> Answer {
        try await reads.get(path, query: query, judging: [], need: need)
    }
}
