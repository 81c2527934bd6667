import FoundationEssentials
import NIOCore

/// Asks a proxy for a tunnel to a host, by CONNECT, and waits for its answer.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let proxy: ProxySettings
    private let done: EventLoopPromise<Void>
    private var received = ByteBuffer()

    /// The most bytes that the head of its answer may have.
    private static let headLimit = 16_384

    private init(_ proxy: ProxySettings, _ done: EventLoopPromise<Void>) {
        self.proxy = proxy
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
        let timer = channel.eventLoop.scheduleTask(in: limit) {
            let words = "it did not answer within \(Duration.nanoseconds(limit.nanoseconds).inWords)"
            done.fail(ProxyRefusal(proxy: proxy.words, status: nil, line: words, wasTold: proxy.hasCredentials))
        }
        done.futureResult.whenComplete { _ in timer.cancel() }
        do {
            let tunnel = ProxyTunnel(proxy, done)
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
        var lines = ["CONNECT \(origin.words) HTTP/1.1", "Host: \(origin.words)"]
        if let (user, password) = proxy.userInfo {
            let token = Data("\(user):\(password.text)".utf8).base64EncodedString()
            lines.append("Proxy-Authorization: Basic \(token)")
        }
        return ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        let bytes = received.readableBytesView
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            if received.readableBytes > Self.headLimit { done.fail(refusal(status: nil, "an endless answer")) }
            return
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\r") }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        let isHTTP = words.count >= 2 && words[0].starts(with: "HTTP/1.".utf8) && words[1].count == 3
        let status = isHTTP ? Int(String(decoding: words[1], as: UTF8.self)) : nil
        // Nothing may follow: the other side of the tunnel waits for us to begin.
        guard let status, (200..<300).contains(status), end == bytes.endIndex else {
            let words = Excerpt.of(String(decoding: line, as: UTF8.self), limit: 80)
            let isPage = status.map { (200..<300).contains($0) } ?? false
            var refusal = refusal(status: status, isPage ? "it answered CONNECT with a page (\(words))" : words)
            refusal.schemes = Self.schemes(in: bytes[..<end])
            done.fail(refusal)
            return
        }
        done.succeed()
    }

    /// The ways to log in that a 407 offers, such as `Basic`.
    private static func schemes(in head: ByteBufferView.SubSequence) -> [String] {
        String(decoding: head, as: UTF8.self).parts(between: "\n").compactMap { line in
            let parts = line.parts(between: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "proxy-authenticate" else { return nil }
            let scheme = parts[1].trimmingWhitespace().unicodeScalars.prefix { !" ,".unicodeScalars.contains($0) }
            return scheme.isEmpty ? nil : Excerpt.of(String(scheme), limit: 20)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(refusal(status: nil, "it closed the connection"))
        context.fireChannelInactive()
    }

    private func refusal(status: Int?, _ line: String) -> ProxyRefusal {
        ProxyRefusal(proxy: proxy.words, status: status, line: line, wasTold: proxy.hasCredentials)
    }
}
