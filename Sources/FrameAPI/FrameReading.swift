import HTTPTypes

/// The requests that only read: every call sends GET or HEAD.
///
/// ``FrameReader`` has only these; ``FrameClient`` can act as well.
public protocol FrameReading: Sendable {
    /// The pipeline of reads to the service.
    var reads: ReadPipeline { get }
}

/// A client that cannot act: it has no call that closes, publishes or sends a method of the caller's choice.
public struct FrameReader: FrameReading {
    /// The pipeline of reads to the service.
    public let reads: ReadPipeline
}

/// A method that reads.
public enum ReadMethod: Sendable {
    /// GET.
    case get
    /// HEAD.
    case head
}

/// The pipeline of reads to the service. It does not expose the transport behind it.
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
    /// The address of the service.
    public var baseURL: BaseURL { reads.baseURL }

    /// The public half of the credential that requests are signed with.
    public var clientID: String { reads.clientID }

    /// The redactor that knows the secret and the signatures of this client and removes them from output.
    package var redactor: Redactor { reads.redactor }

    /// Sends one signed read to any path of the service and returns the answer as received.
    ///
    /// - Parameters:
    ///   - path: A percent-encoded path below the base URL, with its query if it has one.
    ///   - method: GET or HEAD.
    /// - Returns: The answer, of status 2xx.
    /// - Throws: ``FrameAPIError``, for any other status too.
    public func read(_ path: String, method: ReadMethod = .get) async throws(FrameAPIError) -> RawAnswer {
        try await reads.send(method, rawPath: path)
    }

    /// Gets one object: ``RequestLimits/excerptSize`` bytes of its answer are sufficient.
    func get(_ path: EndpointPath, judging statuses: Set<Int> = []) async throws(FrameAPIError) -> Answer {
        try await reads.get(path, query: [], judging: statuses, need: .beginning)
    }

    /// Gets a list, and reads it completely.
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

    /// Gets a list, and decodes the complete answer.
    func list<Value: Sendable>(
        _ path: EndpointPath,
        query: [(name: String, value: String?)] = [],
        need: BodyNeed = .list,
        decode: (Answer) throws(FrameAPIError) -> Value
    ) async throws(FrameAPIError) -> Value {
        try await reads.decode(try await reads.get(path, query: query, judging: [], need: need), by: decode)
    }

    /// Gets a value of unknown shape.
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
