import FoundationEssentials
import NIOCore

/// Asks a proxy for a tunnel to a host, by CONNECT, and waits for its answer.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let done: EventLoopPromise<Void>
    private var received = ByteBuffer()

    /// The most bytes that the head of its answer may have.
    private static let headLimit = 16_384

    private init(_ done: EventLoopPromise<Void>) {
        self.done = done
    }

    /// Opens a tunnel on a channel that is connected to the proxy.
    static func open(
        on channel: any Channel,
        to origin: Origin,
        through proxy: ProxySettings,
        limit: TimeAmount
    ) -> EventLoopFuture<Void> {
        let done = channel.eventLoop.makePromise(of: Void.self)
        let timer = channel.eventLoop.scheduleTask(in: limit) { done.fail(ExchangeFailure.noConnectionInTime) }
        done.futureResult.whenComplete { _ in timer.cancel() }
        do {
            let tunnel = ProxyTunnel(done)
            try channel.pipeline.syncOperations.addHandler(tunnel)
            channel.writeAndFlush(request(to: origin, proxy), promise: nil)
            let pipeline = NIOLoopBound(channel.pipeline.syncOperations, eventLoop: channel.eventLoop)
            let bound = NIOLoopBound(tunnel, eventLoop: channel.eventLoop)
            return done.futureResult.flatMap { pipeline.value.removeHandler(bound.value) }
        } catch {
            done.fail(error)
            return done.futureResult
        }
    }

    private static func request(to origin: Origin, _ proxy: ProxySettings) -> ByteBuffer {
        let name = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
        var lines = ["CONNECT \(name):\(origin.port) HTTP/1.1", "Host: \(name):\(origin.port)"]
        if let (user, password) = proxy.userInfo {
            let token = Data("\(user):\(password.text)".utf8).base64EncodedString()
            lines.append("Proxy-Authorization: Basic \(token)")
        }
        return ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        let text = String(buffer: received)
        guard text.contains("\r\n\r\n") else {
            if received.readableBytes > Self.headLimit { done.fail(ExchangeFailure.proxyRefused("an endless answer")) }
            return
        }
        let line = text.prefix { $0 != "\r\n" }
        let words = line.split(separator: " ", maxSplits: 2)
        // Nothing may follow: the other side of the tunnel waits for us to begin.
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].count == 3, words[1].hasPrefix("2"),
            text.hasSuffix("\r\n\r\n")
        else {
            done.fail(ExchangeFailure.proxyRefused(Excerpt.of(String(line), limit: 80)))
            return
        }
        done.succeed()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ExchangeFailure.proxyRefused("the connection was closed"))
        context.fireChannelInactive()
    }
}
