import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

/// A Frame account behind a socket on loopback that keeps the truth for the test and answers with lies. It is written from the facts
/// about the API alone, and shares nothing with the simulator or the client.
final class LyingService: Sendable {
    let port: Int
    private let lies: Lies
    private let ledger: Ledger
    /// The sessions of the production pool, as they were at the beginning.
    let targets: [String]

    private init(port: Int, ledger: Ledger, lies: Lies) {
        (self.port, self.ledger, self.lies) = (port, ledger, lies)
        targets = ledger.truth.targets
    }

    /// Serves while a test works with it.
    @discardableResult
    static func serve<Value: Sendable>(
        _ truth: AccountTruth = AccountTruth(),
        _ lies: Lies = Lies(),
        _ work: @escaping @Sendable (LyingService) async throws -> Value
    ) async throws -> Value {
        let ledger = Ledger(truth)
        let logger = Logger(label: "lying-service", factory: { _ in SwiftLogNoOpLogHandler() })
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = try HTTPServerBuilder.http1().buildServer(
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: 0)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger,
            responder: { request, writer, _ in
                let reply = await ledger.reply(
                    to: request.method.rawValue,
                    request.head.path ?? "/",
                    isSigned: signatureFields.allSatisfy { request.headers[$0]?.isEmpty == false },
                    lies
                )
                let response = HTTPResponse(status: .init(code: reply.status), headerFields: reply.fields)
                try await writer.write(
                    response: response,
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
                )
            },
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { continuation.yield(port) }
            }
        )
        // A server that is cancelled while a connection comes in ends the process: it is shut down in order, as far as it lets itself.
        var configuration = ServiceGroupConfiguration(services: [server], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        let services = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await services.run()
                return nil
            }
            group.addTask {
                var ready = ports.makeAsyncIterator()
                let port = try #require(await ready.next())
                return try await work(LyingService(port: port, ledger: ledger, lies: lies))
            }
            var result: Result<Value, any Error> = .failure(CancellationError())
            while let ended = await group.nextResult() {
                switch ended {
                case .success(let value?): result = .success(value)
                case .success(nil): break
                case .failure(let error): result = .failure(error)
                }
                await services.triggerGracefulShutdown()
            }
            return try result.get()
        }
    }

    /// Everything that came, in order.
    var requests: [Ledger.Request] { ledger.requests }
    /// The sessions that are really live.
    var live: Set<String> { ledger.truth.live }
    /// The targets that are really live.
    var liveTargets: Set<String> { live.intersection(targets) }
    /// The session of every DELETE, in order.
    var deletes: [String] { requests.filter { $0.kind == .delete }.map(\.session) }
    /// The session of every GET of one session, in order.
    var asked: [String] { requests.filter { $0.kind == .single }.map(\.session) }
    /// The sessions that were asked for before the first DELETE.
    var probed: [String] { requests.prefix { $0.kind != .delete }.filter { $0.kind == .single }.map(\.session) }
    /// When active sessions were listed.
    var listings: [ContinuousClock.Instant] { requests.filter { $0.kind == .listing }.map(\.time) }

    /// Changes what is true.
    func change(_ change: (inout AccountTruth) -> Void) { ledger.change(change) }
}

private let signatureFields = ["X-Frame-ClientId", "X-Frame-Timestamp", "X-Frame-Signature"]
    .compactMap { HTTPField.Name($0) }

extension Reply {
    fileprivate var fields: HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers.merging(["Date": date], uniquingKeysWith: { given, _ in given }) {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        // No body may follow these.
        if status != 204 && status != 304 { fields[.contentLength] = String(body.count) }
        return fields
    }
}
