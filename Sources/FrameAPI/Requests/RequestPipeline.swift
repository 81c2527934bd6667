import FoundationEssentials
import HTTPTypes

/// The way of a request, from the outside in: retry of reads → signing → the transport → judging the status.
///
/// Signing sits inside the retry, so every attempt is signed afresh.
struct RequestPipeline: Sendable {
    let baseURL: BaseURL
    let signer: RequestSigner
    let transport: any HTTPTransport
    let retry: ReadRetry
    let limits: RequestLimits
    let time: TimeSource
    let random: RandomSource
    let onRetry: @Sendable (RetryNotice) -> Void

    /// Sends a request until it has an answer of status 2xx, or an error that no further attempt would mend.
    func perform(_ request: APIRequest) async throws(FrameAPIError) -> Answer {
        var failures = 0
        while true {
            do throws(FrameAPIError) {
                return try await attempt(request)
            } catch {
                failures += 1
                guard request.isRead, let wait = retry.delay(after: error, failures: failures, using: random) else {
                    throw error
                }
                onRetry(RetryNotice(error: error, wait: wait))
                do { try await time.sleep(wait) } catch { throw .cancelled(request.summary) }
            }
        }
    }

    private func attempt(_ request: APIRequest) async throws(FrameAPIError) -> Answer {
        let signed = signer.headers(at: time.unixSeconds)
        var head = HTTPRequest(
            method: request.method,
            scheme: baseURL.scheme,
            authority: baseURL.authority,
            path: baseURL.path + request.target
        )
        signed.apply(to: &head.headerFields)
        head.headerFields[.accept] = "application/json"
        head.headerFields[.userAgent] = limits.userAgent
        if request.body != nil { head.headerFields[.contentType] = "application/json" }

        let redactor = signer.redactor
        let response: TransportResponse
        do throws(TransportFailure) {
            response = try await transport.send(
                TransportRequest(
                    head: head,
                    body: request.body,
                    timeLimit: request.isRead ? limits.readTime : limits.actionTime,
                    bodyLimit: limits.bodySize
                )
            )
        } catch {
            throw FrameAPIError(error, request: request.summary, redactor: redactor)
        }
        let answer = Answer(response, request: request.summary, receivedAt: time.now(), redactor: redactor)
        if let error = FrameAPIError(refusedBy: answer) { throw error }
        return answer
    }
}

/// The bounds of one attempt.
public struct RequestLimits: Sendable {
    /// How long a read may take, its whole body included; a long listing over a slow line needs its time. An answer that makes
    /// no progress at all is given up much earlier, see ``TransportSettings/idleTime``.
    public var readTime: Duration
    /// How long a request that acts may take.
    public var actionTime: Duration
    /// How many bytes an answer's body may have. 100,000 sessions take about 55 MB in the service's own spelling.
    public var bodySize: Int
    /// The `User-Agent` header.
    public var userAgent: String

    /// Makes limits; the defaults are right for the service as far as it is known.
    public init(
        readTime: Duration = .seconds(120),
        actionTime: Duration = .seconds(15),
        bodySize: Int = 256 << 20,
        userAgent: String = "framectl"
    ) {
        self.readTime = readTime
        self.actionTime = actionTime
        self.bodySize = bodySize
        self.userAgent = userAgent
    }
}
