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

    fileprivate func decode<Value: Sendable>(
        _ answer: Answer,
        by decode: (Answer) throws(FrameAPIError) -> Value
    ) async throws(FrameAPIError) -> Value {
        try await pipeline.decode(answer, by: decode)
    }

    fileprivate func send(_ method: ReadMethod, rawPath: String) async throws(FrameAPIError) -> RawAnswer {
        let method: HTTPRequest.Method =
            switch method {
            case .get: .get
            case .head: .head
            }
        return try await pipeline.send(APIRequest(method, rawPath: rawPath, body: nil))
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
        try await reads.send(method, rawPath: path)
    }

    /// Asks for one thing: of its answer ``RequestLimits/excerptSize`` bytes are enough.
    func get(_ path: EndpointPath, judging statuses: Set<Int> = []) async throws(FrameAPIError) -> Answer {
        try await reads.get(path, query: [], judging: statuses, need: .beginning)
    }

    /// Asks for a list, and reads it whole.
    func list<Entity: ServiceEntity>(
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        of _: Entity.Type,
        due: String
    ) async throws(FrameAPIError) -> [Entity] {
        try await list(path, query: query) { answer throws(FrameAPIError) in
            try answer.list(of: Entity.self, due: due)
        }
    }

    /// Asks for a list, and makes something of the answer, which has it whole.
    func list<Value: Sendable>(
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        need: BodyNeed = .list,
        decode: (Answer) throws(FrameAPIError) -> Value
    ) async throws(FrameAPIError) -> Value {
        try await reads.decode(try await reads.get(path, query: query, judging: [], need: need), by: decode)
    }

    /// Asks for something of which nobody knows the shape.
    func value(
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        due: String
    ) async throws(FrameAPIError) -> JSONValue {
        try await list(path, query: query, need: .whole) { answer throws(FrameAPIError) in
            try answer.value(due: due)
        }
    }
}
