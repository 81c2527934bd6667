import FoundationEssentials
import HTTPTypes

/// The path of a request, from the outside in: retry of reads → pacing of reads → signing → the transport → judging the status.
///
/// Signing is inside both, so every attempt is signed again when it is sent.
struct RequestPipeline: Sendable {
    let baseURL: BaseURL
    let signer: RequestSigner
    let transport: any HTTPTransport
    let retry: ReadRetry
    let pacing: (any RequestPacing)?
    let limits: RequestLimits
    let time: TimeSource
    let random: RandomSource
    let onRetry: @Sendable (RetryNotice) -> Void
    let headers = OfOneSecond<HTTPFields>()

    /// Sends a request until it has an answer that the caller judges, or an error that no further attempt can fix.
    func perform(_ request: APIRequest) async throws(FrameAPIError) -> Answer {
        guard request.isRead else { return try await attempt(request) }
        var failures = 0
        var firstFailure: Duration?
        while true {
            let (pause, took): (Duration?, Duration)
            var failure: FrameAPIError
            switch try await paced(request) {
            case .answered(let answer): return answer
            case .failed(let error, let held, let time): (failure, pause, took) = (error, held, time)
            }
            failures += 1
            let now = time.elapsed()
            // A failed attempt to connect may take as long as a wait: it counts, and the next attempt must end in time.
            let spent = failure.code == .unreachable ? took : .zero
            let began = firstFailure ?? now - spent
            firstFailure = began
            let elapsed = now - began + spent
            guard !request.isQuestion || failure.code == .throttled,
                let wait = retry.delay(after: failure, failures: failures, elapsed: elapsed, using: random)
            else {
                let isFirst = failures == 1 && failure.isTransient
                if let asked = failure.retryAfter, asked > retry.limit - elapsed, isFirst || elapsed < retry.limit {
                    failure.retryLimit = retry.limit
                }
                throw failure
            }
            let isPaced = pacing != nil && failure.code == .throttled
            onRetry(RetryNotice(error: failure, wait: isPaced ? pause ?? .zero : wait, limit: retry.limit))
            // The pacer waits on behalf of all requests.
            if isPaced { continue }
            do { try await time.sleep(wait) } catch { throw .cancelled(request.summary) }
        }
    }

    /// Decodes an answer. A long one is decoded away from the transport's own executors, so that no request has to wait.
    func decode<Value: Sendable>(
        _ answer: Answer,
        by decode: (Answer) throws(FrameAPIError) -> Value
    ) async throws(FrameAPIError) -> Value {
        guard answer.body.count > Self.shortBody, !transport.executors.isEmpty else { return try decode(answer) }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { () async throws(FrameAPIError) in
            try decode(answer)
        }
    }

    /// Changing threads costs more than decoding such a body.
    private static let shortBody = 16 << 10

    private enum Attempt {
        case answered(Answer)
        /// With how long nothing is sent from now, if that is longer than before, and how long the attempt took.
        case failed(FrameAPIError, Duration?, took: Duration)
    }

    private func paced(_ request: APIRequest) async throws(FrameAPIError) -> Attempt {
        let ticket = await pacing?.admitRead()
        if pacing != nil, ticket == nil { throw .cancelled(request.summary) }
        let began = time.elapsed()
        do throws(FrameAPIError) {
            let answer = try await attempt(request)
            if let ticket { _ = pacing?.readEnded(ticket, .through, reason: "") }
            return .answered(answer)
        } catch {
            let end = AttemptEnd(error, of: request)
            let pause = ticket.flatMap { pacing?.readEnded($0, end, reason: error.detail) }
            return .failed(error, pause, took: time.elapsed() - began)
        }
    }

    /// The headers of every request of one second: the signature, and the constant ones.
    private func fields(at timestamp: Int64) -> HTTPFields {
        var fields = HTTPFields()
        signer.headers(at: timestamp).apply(to: &fields)
        fields[.accept] = "application/json"
        fields[.userAgent] = limits.userAgent
        return fields
    }

    private func attempt(_ request: APIRequest) async throws(FrameAPIError) -> Answer {
        let now = time.unixSeconds
        var head = HTTPRequest(
            method: request.method,
            scheme: baseURL.scheme,
            authority: baseURL.authority,
            path: baseURL.path + request.target,
            headerFields: headers.at(now) { fields(at: now) }
        )
        if request.body != nil { head.headerFields[.contentType] = "application/json" }

        let redactor = signer.redactor
        let response: TransportResponse
        do throws(TransportFailure) {
            response = try await transport.send(
                TransportRequest(
                    head: head,
                    body: request.body,
                    timeLimit: limits.time(for: request),
                    bodyLimit: request.need == .beginning ? nil : limits.bodySize,
                    isListDue: request.need == .list,
                    excerptLimit: min(limits.excerptSize, limits.bodySize)
                )
            )
        } catch {
            throw FrameAPIError(error, request: request.summary, redactor: redactor)
        }
        let answer = Answer(response, request: request.summary, receivedAt: time.now(), redactor: redactor)
        if let pacing, let allowance = RateAllowance(answer.headers, at: answer.moment) { pacing.learn(allowance) }
        if !request.judgedStatuses.contains(answer.status),
            let error = FrameAPIError(refusedBy: answer, oddity: signer.oddity)
        {
            throw error
        }
        return answer
    }
}

/// The limits of one attempt.
public struct RequestLimits: Sendable {
    /// How long a read may take, including its complete body; a long listing over a slow line needs time. An answer without any progress is
    /// abandoned much earlier, see ``TransportSettings/idleTime``.
    public var readTime: Duration
    /// How long a request that acts may take.
    public var actionTime: Duration
    /// How long a request for one session may take, to see whether it is still there.
    public var questionTime: Duration
    /// The maximum number of bytes of a listing. 100,000 sessions take about 55 MB in the service's own spelling.
    public var bodySize: Int
    /// How many bytes are read of any other body: of answers that are no listing, and of errors. The rest is not read.
    public var excerptSize: Int
    /// The `User-Agent` header.
    public var userAgent: String

    /// Makes limits. The defaults suit the service as far as it is known.
    public init(
        readTime: Duration = .seconds(120),
        actionTime: Duration = .seconds(15),
        questionTime: Duration = .seconds(5),
        bodySize: Int = 256 << 20,
        excerptSize: Int = 64 << 10,
        userAgent: String = "framectl"
    ) {
        self.readTime = readTime
        self.actionTime = actionTime
        self.questionTime = questionTime
        self.bodySize = bodySize
        self.excerptSize = excerptSize
        self.userAgent = userAgent
    }

    func time(for request: APIRequest) -> Duration {
        guard request.isRead else { return actionTime }
        return request.isQuestion ? min(questionTime, readTime) : readTime
    }
}
