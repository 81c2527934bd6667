public import HTTPTypes

/// A client of the Frame Admin API.
///
/// Every attempt is signed again. A read is retried after a transient failure. An acting request is sent once, and the caller judges its
/// result. An answer that is not understood is an error, never an empty list.
///
/// ```swift
/// let credentials = try Credentials(clientID: id, clientSecret: secret)
/// let transport = try NIOTransport(settings: TransportSettings())
/// let client = FrameClient(credentials: credentials, transport: transport)
/// let pools = try await client.pools(of: "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7")
/// await transport.shutdown()
/// ```
///
/// All calls throw ``FrameAPIError``.
public struct FrameClient: FrameReading {
    /// The pipeline of reads to the service.
    public let reads: ReadPipeline
    let pipeline: RequestPipeline

    /// The preferred executors for tasks that mostly send requests, in equal parts; none when it does not matter.
    package var executors: [any TaskExecutor] { pipeline.transport.executors }

    /// The same client without acting requests.
    public var reader: FrameReader { FrameReader(reads: reads) }

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - baseURL: The address of the service.
    ///   - credentials: The credential that signs.
    ///   - transport: The network transport. The caller shuts it down.
    ///   - retry: How reads are retried.
    ///   - pacing: Decides when a read may be sent; `nil` for at once. The caller of a close paces it.
    ///   - limits: The limits of one attempt.
    ///   - time: The clock for signatures and waits.
    ///   - random: The source of the jitter of waits.
    ///   - onRetry: Called for every wait before a read is retried.
    public init(
        baseURL: BaseURL = .production,
        credentials: Credentials,
        transport: any HTTPTransport,
        retry: ReadRetry = ReadRetry(),
        pacing: (any RequestPacing)? = nil,
        limits: RequestLimits = RequestLimits(),
        time: TimeSource = .system,
        random: RandomSource = .system,
        onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
    ) {
        pipeline = RequestPipeline(
            baseURL: baseURL,
            signer: RequestSigner(credentials),
            transport: transport,
            retry: retry,
            pacing: pacing,
            limits: limits,
            time: time,
            random: random,
            onRetry: onRetry
        )
        reads = ReadPipeline(pipeline, clientID: credentials.clientID)
    }

    /// Sends one signed request to any path of the service and returns the answer as received.
    ///
    /// - Parameters:
    ///   - method: The method. Only GET and HEAD are retried after transient failures.
    ///   - path: A percent-encoded path below the base URL, with its query if it has one.
    ///   - body: JSON to send.
    /// - Returns: The answer, of status 2xx.
    /// - Throws: ``FrameAPIError``, for any other status too.
    public func send(
        _ method: HTTPRequest.Method,
        path: String,
        body: [UInt8]? = nil
    ) async throws(FrameAPIError) -> RawAnswer {
        try await pipeline.send(APIRequest(method, rawPath: path, body: body))
    }

    func post(_ path: EndpointPath, body: [UInt8]? = nil) async throws(FrameAPIError) -> Answer {
        try await pipeline.perform(APIRequest(.post, try path.checked(), body: body))
    }
}

/// An answer of status 2xx as received; the secret and the signature are removed if a server echoes them.
public struct RawAnswer: Sendable {
    /// The status.
    public let status: Int
    /// The `Content-Type` header.
    public let contentType: String?
    /// The body.
    public let body: [UInt8]
    /// Whether the body was truncated: of the answer to anything but GET only ``RequestLimits/excerptSize`` bytes are read.
    public let isExcerpt: Bool
    /// How far this machine's clock is ahead of the service's (behind, if negative), when the answer has a date.
    public let clockSkew: Duration?

    fileprivate init(_ answer: Answer) {
        status = answer.status
        contentType = answer.headers[.contentType].map(answer.redactor.redact)
        body = answer.redactor.redact(answer.body, isExcerpt: answer.isExcerpt)
        isExcerpt = answer.isExcerpt
        clockSkew = answer.clockSkew
    }
}

extension RequestPipeline {
    func send(_ request: APIRequest) async throws(FrameAPIError) -> RawAnswer {
        try await decode(try await perform(request)) { RawAnswer($0) }
    }
}

/// A read that is about to be retried.
public struct RetryNotice: Sendable {
    /// The reason.
    public let error: FrameAPIError
    /// The wait before the retry.
    public let wait: Duration
    /// How long it is retried in total, from its first failure.
    public let limit: Duration
}
