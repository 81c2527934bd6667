import FoundationEssentials
import NIOCore

/// Asks a proxy for a tunnel to a host, by CONNECT, and waits for its answer.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let proxy: ProxySettings
    private let done: EventLoopPromise<Void>
    private var answer: ProxyAnswer

    private init(_ proxy: ProxySettings, _ done: EventLoopPromise<Void>) {
        self.proxy = proxy
        self.done = done
        answer = ProxyAnswer(of: proxy)
    }

    /// Opens a tunnel on a channel that is connected to the proxy.
    static func open(
        on channel: any Channel,
        to destination: Destination,
        through proxy: ProxySettings,
        within limit: TimeAmount
    ) -> EventLoopFuture<any Channel> {
        let late = ProxyRefusal(by: proxy, "it did not answer within \(Duration(limit).inWords)")
        return channel.prepare(within: limit, otherwise: late) { pipeline, done in
            let tunnel = ProxyTunnel(proxy, done)
            try pipeline.addHandler(tunnel)
            channel.writeAndFlush(request(to: destination, proxy), promise: nil)
            return tunnel
        }
    }

    private static func request(to destination: Destination, _ proxy: ProxySettings) -> ByteBuffer {
        var lines = ["CONNECT \(destination.words) HTTP/1.1", "Host: \(destination.words)"]
        if let (user, password) = proxy.userInfo {
            let token = Data("\(user):\(password.text)".utf8).base64EncodedString()
            lines.append("Proxy-Authorization: Basic \(token)")
        }
        return ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let result = answer.take(unwrapInboundIn(data)) else { return }
        done.completeWith(result.mapError { $0 })
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ProxyRefusal(by: proxy, "it closed the connection"))
        context.fireChannelInactive()
    }
}
