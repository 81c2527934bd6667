import Synchronization
import Testing

@testable import FrameAPI

/// The credential of the first known answer, and its signatures.
enum Sample {
    static let clientID = "00000000-0000-4000-8000-000000000000.img.frame.nutanix.com"
    static let secret = "0123456789abcdef0123456789abcdef01234567"
    static let signatureAt1700000000 = "afd3b76a7b87825093c2846e2fabb408b0021f4df7eb7e79d49a461082bbca39"
    static let account: AccountID = "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"

    static func credentials() throws -> Credentials {
        try Credentials(clientID: clientID, clientSecret: secret)
    }
}

extension FrameClient {
    /// A client whose boundaries are all faked; whatever a test does not script fails it.
    static func underTest(
        _ transport: any HTTPTransport,
        baseURL: BaseURL = .production,
        retry: ReadRetry = .none,
        limits: RequestLimits = RequestLimits(),
        time: VirtualTime = VirtualTime(),
        random: RandomSource = .unscripted,
        onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
    ) throws -> FrameClient {
        FrameClient(
            baseURL: baseURL,
            credentials: try Sample.credentials(),
            transport: transport,
            retry: retry,
            limits: limits,
            time: time.source,
            random: random,
            onRetry: onRetry
        )
    }
}

/// A client that gets one answer, for tests of what it makes of it.
func client(answering status: Int, _ body: String = "", _ headers: [(String, String)] = []) throws -> FrameClient {
    try .underTest(FakeTransport(answer(status, body, headers)))
}

/// Values kept in the order in which they came, from anywhere.
final class Kept<Value: Sendable>: Sendable {
    private let state = Mutex<[Value]>([])

    var values: [Value] { state.withLock { $0 } }

    func keep(_ value: Value) {
        state.withLock { $0.append(value) }
    }
}
