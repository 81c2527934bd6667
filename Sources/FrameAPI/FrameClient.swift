public import HTTPTypes

/// A client of the Frame Admin API.
///
/// Every call is signed afresh for each attempt, reads are repeated when the failure is one that passes, and whatever acts is
/// sent once and left to the caller to judge. An answer that is not understood is an error, never an empty list.
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
    /// The way of reads to the service.
    public let reads: ReadPipeline
    let pipeline: RequestPipeline

    /// Where tasks that mostly ask it run best, in equal parts; none when that does not matter.
    package var executors: [any TaskExecutor] { pipeline.transport.executors }

    /// The same client without anything that acts.
    public var reader: FrameReader { FrameReader(reads: reads) }

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - baseURL: Where the service is.
    ///   - credentials: What to sign with.
    ///   - transport: The way to the network. The caller shuts it down.
    ///   - retry: How reads are repeated.
    ///   - pacing: Decides when a read may be sent; `nil` for at once. Closes are paced by whoever sends them.
    ///   - limits: The bounds of one attempt.
    ///   - time: The clock for signatures and waits.
    ///   - random: Where the jitter of waits comes from.
    ///   - onRetry: Told of every wait before a read is repeated.
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

    /// Sends one signed request to any path of the service and gives the answer back as it came.
    ///
    /// - Parameters:
    ///   - method: The method. Only GET and HEAD are repeated on failures that pass.
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

/// An answer of status 2xx as it came; the secret and the signature are taken out, should a server echo them.
public struct RawAnswer: Sendable {
    /// The status.
    public let status: Int
    /// The `Content-Type` header.
    public let contentType: String?
    /// The body.
    public let body: [UInt8]
    /// Whether the body went on: of the answer to anything but GET only ``RequestLimits/excerptSize`` bytes are taken.
    public let isExcerpt: Bool
    /// How far this machine's clock is ahead of the service's (behind, if negative), when the answer was dated.
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

/// A read is about to be repeated.
public struct RetryNotice: Sendable {
    /// Why.
    public let error: FrameAPIError
    /// After how long.
    public let wait: Duration
    /// For how long in all it is repeated, from its first failure.
    public let limit: Duration
}
