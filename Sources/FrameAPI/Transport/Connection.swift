import HTTPTypes
import NIOCore
import NIOHTTP1

/// One connection: sends one exchange after the other, and collects its answer.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// The answer to an exchange, as far as it has come.
    private final class Answer {
        let exchange: Exchange
        var head: HTTPResponse?
        var body: [UInt8] = []
        /// How many bytes of the body are taken.
        var limit = 0
        /// How many there may be where all are needed; `nil` where the beginning is enough.
        var wholeLimit: Int?
        /// Whether a body beyond the limit is cut there, and not refused.
        var isCutAtLimit = true
        /// How many bytes are to come, as the head says.
        var announced: Int?
        var keepsAlive = true
        var progress = NIODeadline.now()

        init(to exchange: Exchange) {
            self.exchange = exchange
        }

        /// Takes the body to its end from now on.
        func takeWhole() {
            guard let wholeLimit else { return }
            (limit, isCutAtLimit) = (wholeLimit, false)
            body.reserveCapacity(min(announced ?? 0, limit))
        }

        /// Takes what there is room for.
        ///
        /// - Returns: The rest.
        func append(_ bytes: ByteBufferView) -> ByteBufferView {
            let room = limit - body.count
            body.append(contentsOf: bytes.prefix(room))
            return bytes.dropFirst(room)
        }
    }

    private let channel: any Channel
    private let authority: String
    private let pool: ConnectionPool
    private var answer: Answer?
    private var context: ChannelHandlerContext?
    private var idleSince = NIODeadline.now()
    private var isClosing = false

    init(_ channel: any Channel, authority: String, pool: ConnectionPool) {
        self.channel = channel
        self.authority = authority
        self.pool = pool
    }

    /// Adds the handlers of HTTP to the channel; says whether it is still open.
    func install() -> Bool {
        let pipeline = channel.pipeline.syncOperations
        do {
            // Field names and values are checked when an `HTTPField` is made, and paths before they are signed.
            try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes, enableOutboundHeaderValidation: false)
            try pipeline.addHandler(self)
            return channel.isActive
        } catch {
            return false
        }
    }

    var isUsable: Bool { channel.isActive && !isClosing }

    /// The number of the exchange that it is busy with.
    var exchangeNumber: Int? { answer?.exchange.number }

    /// Sends a request. The connection must be free.
    func start(_ exchange: Exchange) {
        answer = Answer(to: exchange)
        guard let context, isUsable else {
            fail(ExchangeFailure.closedBeforeSending)
            return
        }
        context.write(wrapOutboundOut(.head(HTTPRequestHead(exchange.request, host: authority))), promise: nil)
        if let body = exchange.request.body {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Ends the exchange with an error, and the connection with it: what is still to come would belong to nobody.
    func fail(_ error: any Error) {
        let failed = answer
        answer = nil
        close()
        failed?.exchange.continuation.resume(throwing: error)
    }

    func close() {
        isClosing = true
        channel.close(promise: nil)
    }

    /// Ends what has taken too long.
    func sweep(at now: NIODeadline, idleTime: TimeAmount, idleLimit: TimeAmount) {
        guard let answer else {
            if now - idleSince > idleLimit { close() }
            return
        }
        if answer.exchange.deadline <= now, let limit = answer.exchange.limit {
            fail(TimeLimitPassed(limit: limit))
        } else if now - answer.progress > idleTime {
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
        guard let answer else {
            // Nobody has asked.
            close()
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head): take(head, of: answer)
        case .body(let bytes): take(bytes, of: answer)
        case .end: finish(answer)
        }
    }

    private func take(_ head: HTTPResponseHead, of answer: Answer) {
        answer.progress = .now()
        answer.keepsAlive = head.isKeepAlive
        answer.head = HTTPResponse(head)
        let request = answer.exchange.request
        answer.announced = head.headers.first(name: "content-length").flatMap { Int($0) }
        answer.limit = request.excerptLimit
        answer.wholeLimit = (200..<300).contains(Int(head.status.code)) ? request.bodyLimit : nil
        if let limit = answer.wholeLimit, let announced = answer.announced, announced > limit {
            fail(BodyTooLarge(limit: limit))
        } else if !request.isListDue {
            answer.takeWhole()
        }
    }

    private func take(_ bytes: ByteBuffer, of answer: Answer) {
        answer.progress = .now()
        var rest = answer.append(bytes.readableBytesView)
        if answer.isCutAtLimit, answer.wholeLimit != nil, JSONScanner.beginsList(answer.body) {
            answer.takeWhole()
            rest = answer.append(rest)
        }
        guard !rest.isEmpty else { return }
        if answer.isCutAtLimit { finish(answer, isExcerpt: true) } else { fail(BodyTooLarge(limit: answer.limit)) }
    }

    private func finish(_ finished: Answer, isExcerpt: Bool = false) {
        guard let head = finished.head else {
            fail(ExchangeFailure.closedEarly)
            return
        }
        answer = nil
        idleSince = finished.progress
        // What is still to come of an excerpt is not worth waiting for.
        if finished.keepsAlive, !isExcerpt, isUsable { pool.isFree(self) } else { close() }
        finished.exchange.continuation.resume(
            returning: TransportResponse(head: head, body: finished.body, isExcerpt: isExcerpt)
        )
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        fail(ExchangeFailure.closedEarly)
        pool.isClosed(self)
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

extension HTTPResponse {
    fileprivate init(_ head: HTTPResponseHead) {
        self.init(status: .init(code: Int(head.status.code)))
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headerFields.append(HTTPField(name: name, value: value))
        }
    }
}
