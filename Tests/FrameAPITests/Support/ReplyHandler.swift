import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One connection of a ``LoopbackServer``.
final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let reply: LoopbackServer.Reply
    private let log: WireLog
    private let answersAnything: Bool
    private var pending = ""
    private var onward: (any Channel)?

    init(_ reply: LoopbackServer.Reply, log: WireLog, answersAnything: Bool) {
        self.reply = reply
        self.log = log
        self.answersAnything = answersAnything
    }

    func channelActive(context: ChannelHandlerContext) {
        log.noteConnection()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        // One character for each byte, so that nothing of a TLS stream is lost or merged.
        let text = String(String.UnicodeScalarView(bytes.readableBytesView.map { Unicode.Scalar($0) }))
        log.noteBytes(text)
        if let onward {
            onward.writeAndFlush(bytes, promise: nil)
            return
        }
        pending += text
        guard answersAnything || Self.isWhole(pending) else { return }
        pending = ""
        log.noteRequest()
        respond(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        onward?.close(promise: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func respond(_ context: ChannelHandlerContext) {
        switch reply {
        case .text(let text):
            write(text, context)
        case .textThenEnd(let text):
            write(text, context)
            context.close(promise: nil)
        case .silence:
            break
        case .reset:
            (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        case .endless(let head):
            write(head, context)
            pour(context)
        case .tunnel(let port):
            open(to: port, context)
        }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func pour(_ context: ChannelHandlerContext) {
        let chunk = ByteBuffer(repeating: UInt8(ascii: "x"), count: 16_384)
        context.writeAndFlush(wrapOutboundOut(chunk)).assumeIsolated().whenSuccess { self.pour(context) }
    }

    private func open(to port: Int, _ context: ChannelHandlerContext) {
        let client = context.channel
        ClientBootstrap(group: context.eventLoop)
            .channelInitializer { onward in
                onward.eventLoop.makeCompletedFuture {
                    try onward.pipeline.syncOperations.addHandler(BackHandler(to: client))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .assumeIsolated()
            .whenComplete { result in
                guard case .success(let onward) = result else {
                    context.close(promise: nil)
                    return
                }
                self.onward = onward
                self.write("HTTP/1.1 200 Connection established\r\n\r\n", context)
            }
    }

    /// Whether a head and the body that it announces have come.
    private static func isWhole(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        let end = Array("\r\n\r\n".unicodeScalars)
        guard let start = scalars.indices.first(where: { scalars[$0...].starts(with: end) }) else { return false }
        let head = String(String.UnicodeScalarView(scalars[..<start])).lowercased()
        let lengths = head.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("content-length:") }
        let announced = lengths.first?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        return scalars.count - start - end.count >= announced
    }
}

/// The way back of a tunnel.
private final class BackHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let client: any Channel

    init(to client: any Channel) {
        self.client = client
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        client.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
        context.fireChannelInactive()
    }
}
