import HTTPTypes
import NIOCore
import NIOHTTP1

/// One request in flight, and the received part of its answer: complete where it is needed, the beginning otherwise. Belongs to one event
/// loop.
final class HTTPExchange: Identifiable {
    /// The effect of a part of the answer.
    enum Step {
        case more
        /// The needed part of the answer is complete; the connection may have more.
        case done(isExcerpt: Bool)
        case tooLarge(limit: Int)
    }

    /// Its number in its transport.
    let id: Int
    let request: TransportRequest
    /// How long it may take; `nil` when another part of the program limits it.
    let limit: Duration?
    let deadline: NIODeadline
    /// When data was last received.
    private(set) var progress: NIODeadline
    /// Whether the connection can be used again.
    private(set) var keepsAlive = true

    private let continuation: CheckedContinuation<TransportResponse, any Error>
    private var head: HTTPResponse?
    private var body: [UInt8] = []
    /// How many more bytes of the body are read.
    private var room = 0
    /// The maximum number where all are needed; `nil` where the beginning is sufficient.
    private var wholeLimit: Int?
    /// Whether a body above the limit is truncated, not refused.
    private var isCut = true
    /// The number of expected bytes, according to the head.
    private var announced: Int?

    /// - Parameters:
    ///   - id: Its number.
    ///   - request: The request.
    ///   - limit: How long it may take from now.
    ///   - continuation: Waits for the answer. It is resumed once, by ``succeed(isExcerpt:)`` or ``fail(_:)``.
    init(
        _ id: Int,
        _ request: TransportRequest,
        limit: Duration?,
        _ continuation: CheckedContinuation<TransportResponse, any Error>
    ) {
        self.id = id
        self.request = request
        self.limit = limit
        self.continuation = continuation
        progress = .now()
        deadline = limit.map { [progress] in progress + TimeAmount($0) } ?? .distantFuture
    }

    /// Receives a part of the answer.
    func take(_ part: HTTPClientResponsePart) -> Step {
        switch part {
        case .head(let head): take(head)
        case .body(let bytes): take(bytes.readableBytesView)
        case .end: .done(isExcerpt: false)
        }
    }

    private func take(_ head: HTTPResponseHead) -> Step {
        progress = .now()
        keepsAlive = head.isKeepAlive
        self.head = HTTPResponse(head)
        announced = head.headers.first(name: "content-length").flatMap { Int($0) }
        room = request.excerptLimit
        wholeLimit = (200..<300).contains(Int(head.status.code)) ? request.bodyLimit : nil
        if let wholeLimit, let announced, announced > wholeLimit { return .tooLarge(limit: wholeLimit) }
        if !request.isListDue { takeWhole() }
        return .more
    }

    private func take(_ bytes: ByteBufferView) -> Step {
        progress = .now()
        var rest = append(bytes)
        if isCut, wholeLimit != nil, JSONScanner.beginsList(body) {
            takeWhole()
            rest = append(rest)
        }
        guard !rest.isEmpty else { return .more }
        return isCut ? .done(isExcerpt: true) : .tooLarge(limit: room)
    }

    /// Reads the body to its end from now on, where it is needed.
    private func takeWhole() {
        guard let wholeLimit else { return }
        (room, isCut) = (wholeLimit, false)
        body.reserveCapacity(min(announced ?? 0, room))
    }

    /// Appends bytes up to the limit.
    ///
    /// - Returns: The rest.
    private func append(_ bytes: ByteBufferView) -> ByteBufferView {
        let free = room - body.count
        body.append(contentsOf: bytes.prefix(free))
        return bytes.dropFirst(free)
    }

    /// Returns the answer to its receiver.
    func succeed(isExcerpt: Bool) {
        guard let head else { return fail(ExchangeFailure.closedEarly) }
        continuation.resume(returning: TransportResponse(head: head, body: body, isExcerpt: isExcerpt))
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
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
