import Testing

@testable import FrameAPI
@testable import FrameOperations

@Suite("An error of a DELETE")
struct DeleteAnswerTests {
    static let cases: [(FrameAPIError, DeleteAnswer)] = [
        (.scripted(.unauthorized, status: 401), .denied(status: 401, detail: "scripted unauthorized")),
        (.scripted(.forbidden, status: 403), .denied(status: 403, detail: "scripted forbidden")),
        (.scripted(.notFound, status: 404), .gone(status: 404)),
        (.scripted(.notFound, status: 410), .gone(status: 410)),
        (
            .scripted(.throttled, status: 429, retryAfter: .seconds(7)),
            .throttled(retryAfter: .seconds(7), detail: "scripted throttled")
        ),
        (
            .scripted(.busy, status: 409, retryAfter: .seconds(7)),
            .busy(status: 409, retryAfter: .seconds(7), detail: "scripted busy")
        ),
        (.scripted(.busy, status: 425), .busy(status: 425, retryAfter: nil, detail: "scripted busy")),
        (.scripted(.proxyUnauthorized), .proxyDenied(detail: "scripted proxy-unauthorized")),
        (.scripted(.proxyRefused), .notSent(detail: "scripted proxy-refused")),
        (.scripted(.unknownHost), .notSent(detail: "scripted unknown-host")),
        (.scripted(.insecureBaseURL), .notSent(detail: "scripted insecure-base-url")),
        (.scripted(.refused, status: 409), .refused(status: 409, detail: "scripted refused")),
        (.scripted(.refused, status: 422), .refused(status: 422, detail: "scripted refused")),
        (.scripted(.redirected, status: 307), .refused(status: 307, detail: "scripted redirected")),
        (.scripted(.invalidIdentifier), .refused(status: nil, detail: "scripted invalid-identifier")),
        (
            .scripted(.serverFault, status: 503, mayHaveActed: true, retryAfter: .seconds(3)),
            .unknown(status: 503, retryAfter: .seconds(3), detail: "scripted server-fault")
        ),
        (
            .scripted(.timedOut, mayHaveActed: true),
            .unknown(status: nil, retryAfter: nil, detail: "scripted timed-out")
        ),
        (
            .scripted(.connectionLost, mayHaveActed: true),
            .unknown(status: nil, retryAfter: nil, detail: "scripted connection-lost")
        ),
        (
            .scripted(.cancelled, mayHaveActed: true),
            .unknown(status: nil, retryAfter: nil, detail: "scripted cancelled")
        ),
        (.scripted(.unreachable), .notSent(detail: "scripted unreachable")),
        (.scripted(.untrusted), .notSent(detail: "scripted untrusted")),
        (
            .scripted(.unreachable, mayHaveActed: true),
            .unknown(status: nil, retryAfter: nil, detail: "scripted unreachable")
        ),
    ]

    @Test("is sorted by what it says about the session", arguments: cases)
    func table(error: FrameAPIError, answer: DeleteAnswer) {
        #expect(DeleteAnswer(error) == answer)
    }
}
