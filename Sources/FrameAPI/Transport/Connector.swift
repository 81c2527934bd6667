import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// Makes connections: to the host itself or through a proxy, with TLS where it is due. Belongs to one event loop.
final class Connector {
    let loop: any EventLoop
    private let settings: TransportSettings
    private let tlsConfiguration: TLSConfiguration
    /// Made when it is needed: reading the system's certificate authorities takes its time.
    private lazy var tls = Result { try NIOSSLContext(configuration: tlsConfiguration) }

    init(loop: any EventLoop, settings: TransportSettings, tls: TLSConfiguration) {
        self.loop = loop
        self.settings = settings
        tlsConfiguration = tls
    }

    /// Connects, and completes when the first request can be written.
    func connect(to origin: Origin) -> EventLoopFuture<any Channel> {
        let proxy = origin.isSecure ? settings.proxy : nil
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(settings.connectTime))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
        let connected = bootstrap.connect(host: proxy?.host ?? origin.host, port: proxy?.port ?? origin.port)
        guard origin.isSecure else { return connected }
        // Files that are named were read before; what is left to fail are the system's own.
        guard let tls = try? self.tls.get() else {
            connected.whenSuccess { $0.close(promise: nil) }
            return loop.makeFailedFuture(ExchangeFailure.noAuthorities)
        }
        let limit = TimeAmount(settings.connectTime)
        return connected.flatMap { Self.secured($0, origin, through: proxy, tls: tls, limit: limit) }
    }

    private static func secured(
        _ channel: any Channel,
        _ origin: Origin,
        through proxy: ProxySettings?,
        tls: NIOSSLContext,
        limit: TimeAmount
    ) -> EventLoopFuture<any Channel> {
        let tunnelled: EventLoopFuture<Void> =
            proxy.map { ProxyTunnel.open(on: channel, to: origin, through: $0, limit: limit) }
            ?? channel.eventLoop.makeSucceededVoidFuture()
        return tunnelled.flatMap { TLSHandshake.perform(on: channel, with: origin, tls: tls, limit: limit) }
            .map { channel }
            .flatMapErrorThrowing { error in
                channel.close(promise: nil)
                throw error
            }
    }
}

/// Waits until TLS has come about, or has not.
final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let done: EventLoopPromise<Void>

    private init(_ done: EventLoopPromise<Void>) {
        self.done = done
    }

    static func perform(
        on channel: any Channel,
        with origin: Origin,
        tls: NIOSSLContext,
        limit: TimeAmount
    ) -> EventLoopFuture<Void> {
        let done = channel.eventLoop.makePromise(of: Void.self)
        let timer = channel.eventLoop.scheduleTask(in: limit) { done.fail(ExchangeFailure.noHandshake) }
        done.futureResult.whenComplete { _ in timer.cancel() }
        do {
            let isAddress = (try? SocketAddress(ipAddress: origin.host, port: 0)) != nil
            let handler = try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : origin.host)
            let waiter = TLSHandshake(done)
            try channel.pipeline.syncOperations.addHandlers(handler, waiter)
            let pipeline = NIOLoopBound(channel.pipeline.syncOperations, eventLoop: channel.eventLoop)
            let bound = NIOLoopBound(waiter, eventLoop: channel.eventLoop)
            return done.futureResult.flatMap { pipeline.value.removeHandler(bound.value) }
        } catch {
            done.fail(error)
            return done.futureResult
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { done.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ExchangeFailure.noHandshake)
        context.fireChannelInactive()
    }
}
