import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix

/// The transport over AsyncHTTPClient: HTTP/1.1, a pool of kept-alive connections, no redirect, no repetition.
///
/// Call ``shutdown()`` when done with it.
public final class AsyncHTTPClientTransport: HTTPTransport {
    private let client: HTTPClient
    private let time: TimeSource

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - settings: Proxy, certificates and connections.
    ///   - time: The clock that the time limits are kept by.
    /// - Throws: ``FrameAPIError`` with the code `invalid-proxy` or `invalid-certificates`.
    public init(settings: TransportSettings, time: TimeSource = .system) throws(FrameAPIError) {
        self.time = time
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: try settings.clientConfiguration()
        )
    }

    /// Closes the connections. Every request must have ended.
    public func shutdown() async {
        // Fails only when it was shut down before, which is what the caller wants.
        try? await client.shutdown()
    }

    /// Sends one request over a connection of the pool.
    public func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        do {
            return try await withTimeLimit(request.timeLimit, on: time) { [client] in
                try await Self.exchange(request, over: client)
            }
        } catch {
            throw TransportFailure(classifying: error)
        }
    }

    private static func exchange(_ request: TransportRequest, over client: HTTPClient) async throws -> TransportResponse
    {
        var outgoing = HTTPClientRequest(url: request.head.absoluteURL)
        outgoing.method = HTTPMethod(rawValue: request.head.method.rawValue)
        for field in request.head.headerFields {
            outgoing.headers.add(name: field.name.rawName, value: field.value)
        }
        if let body = request.body { outgoing.body = .bytes(body) }

        let response = try await client.execute(outgoing, deadline: .distantFuture)
        var head = HTTPResponse(status: .init(code: Int(response.status.code)))
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        return TransportResponse(head: head, body: try await collect(response, upTo: request.bodyLimit))
    }

    private static func collect(_ response: HTTPClientResponse, upTo limit: Int) async throws -> [UInt8] {
        let announced = response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard announced <= limit else { throw BodyTooLarge(limit: limit) }
        var body: [UInt8] = []
        body.reserveCapacity(announced)
        for try await chunk in response.body {
            guard body.count + chunk.readableBytes <= limit else { throw BodyTooLarge(limit: limit) }
            body.append(contentsOf: chunk.readableBytesView)
        }
        return body
    }
}

/// An answer's body passed its limit.
struct BodyTooLarge: Error {
    let limit: Int
}

extension HTTPRequest {
    fileprivate var absoluteURL: String {
        "\(scheme ?? "https")://\(authority ?? "")\(path ?? "/")"
    }
}
