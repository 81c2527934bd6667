import HTTPTypes
import NIOCore
import NIOHTTP1

/// One connection: sends one exchange after the other, and receives its answer. Belongs to one event loop.
final class HTTPConnection: ChannelInboundHandler, Identifiable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let channel: any Channel
    private let host: HostConnections
    private var context: ChannelHandlerContext?
    private var isClosing = false
    /// The current exchange.
    private(set) var exchange: HTTPExchange?

    /// Adds the handlers of HTTP to a channel.
    ///
    /// - Throws: ``ExchangeFailure/noConnectionInTime``, when it is no longer open.
    init(on channel: any Channel, of host: HostConnections) throws(ExchangeFailure) {
        self.channel = channel
        self.host = host
        do {
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            let pipeline = channel.pipeline.syncOperations
            // Field names and values are checked when an `HTTPField` is made, and paths before they are signed.
            try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes, enableOutboundHeaderValidation: false)
            try pipeline.addHandler(self)
        } catch {
            channel.close(promise: nil)
            throw .noConnectionInTime
        }
    }

    /// Sends a request. The connection must be free.
    func start(_ exchange: HTTPExchange) {
        self.exchange = exchange
        guard let context, channel.isActive, !isClosing else {
            fail(ExchangeFailure.closedBeforeSending)
            return
        }
        let request = exchange.request
        context.write(wrapOutboundOut(.head(HTTPRequestHead(request, host: host.destination.authority))), promise: nil)
        if let body = request.body {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Ends the exchange with an error, and the connection with it, because the rest of the answer has no receiver.
    func fail(_ error: any Error) {
        let failed = exchange
        exchange = nil
        close()
        failed?.fail(error)
    }

    func close() {
        guard !isClosing else { return }
        isClosing = true
        host.closing(self)
        channel.close(promise: nil)
    }

    /// Ends an exchange that has taken too long.
    func endIfLate(at now: NIODeadline, idleTime: TimeAmount) {
        guard let exchange else { return }
        if exchange.deadline <= now, let limit = exchange.limit {
            fail(TimeLimitPassed(limit: limit))
        } else if now - exchange.progress > idleTime {
            fail(ExchangeFailure.noProgress(for: .nanoseconds(idleTime.nanoseconds)))
        }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // An unrequested answer has no receiver.
        guard let exchange else { return close() }
        switch exchange.take(unwrapInboundIn(data)) {
        case .more: break
        case .tooLarge(let limit): fail(BodyTooLarge(limit: limit))
        case .done(let isExcerpt):
            self.exchange = nil
            // The rest of an excerpt is not waited for.
            if exchange.keepsAlive, !isExcerpt, !isClosing { host.freed(self, at: exchange.progress) } else { close() }
            exchange.succeed(isExcerpt: isExcerpt)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ExchangeFailure.closedEarly)
        host.closed(self)
        context.fireChannelInactive()
    }
}

extension HTTPRequestHead {
    fileprivate init(_ request: TransportRequest, host: String) {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.head.headerFields.count + 2)
        headers.add(name: "Host", value: host)
        for field in request.head.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        if let body = request.body { headers.add(name: "Content-Length", value: String(body.count)) }
        self.init(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.head.method.rawValue),
            uri: request.head.path ?? "/",
            headers: headers
        )
    }
}
