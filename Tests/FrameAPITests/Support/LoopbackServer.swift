import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import FrameAPI

/// A real listener on loopback that answers every request alike, byte for byte, and keeps what it was sent.
final class LoopbackServer: Sendable {
    /// What is done once a whole request has come.
    enum Reply: Sendable {
        /// These bytes, and the connection stays open.
        case text(String)
        /// These bytes, then the end of the connection.
        case textThenEnd(String)
        /// Nothing.
        case silence
        /// A reset of the connection.
        case reset
        /// This head, then bytes as long as anybody takes them.
        case endless(head: String)
        /// The bytes go to another port of this machine and back, after a 200 (for a proxy).
        case tunnel(port: Int)
    }

    let port: Int
    let log: WireLog
    private let channel: any Channel

    private init(channel: any Channel, log: WireLog) throws {
        self.channel = channel
        self.log = log
        port = try #require(channel.localAddress?.port)
    }

    /// Runs a server for as long as `body` does. It answers whole requests, or, if it should, whatever comes.
    static func run<Result: Sendable>(
        _ reply: Reply,
        tls: NIOSSLContext? = nil,
        answeringAnything: Bool = false,
        _ body: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let log = WireLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        ReplyHandler(reply, log: log, answersAnything: answeringAnything)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = try LoopbackServer(channel: channel, log: log)
        do {
            let result = try await body(server)
            try await server.channel.close()
            return result
        } catch {
            try? await server.channel.close()
            throw error
        }
    }

    /// A port of this machine on which nobody listens, and nobody else can: it stays taken for as long as the process lives.
    static func deafPort() throws -> Int {
        let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isTaken = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(taken, $0, size) == 0 && getsockname(taken, $0, &size) == 0
            }
        }
        try #require(isTaken)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    var baseURL: BaseURL {
        get throws { try BaseURL(parsing: "http://127.0.0.1:\(port)/v1") }
    }
}

/// What came over the connections of a server.
final class WireLog: Sendable {
    private let state = Mutex<(connections: Int, received: String)>((0, ""))
    private let requests = AsyncStream.makeStream(of: Void.self)

    /// How many connections came about.
    var connections: Int { state.withLock { $0.connections } }
    /// Everything that was received, on whichever connection.
    var received: String { state.withLock { $0.received } }

    /// Returns when a whole request has come.
    func firstRequest() async {
        for await _ in requests.stream { return }
    }

    func noteConnection() {
        state.withLock { $0.connections += 1 }
    }

    func noteBytes(_ text: String) {
        state.withLock { $0.received += text }
    }

    func noteRequest() {
        requests.continuation.yield()
    }
}
