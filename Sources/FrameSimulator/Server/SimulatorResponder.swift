import HTTPTypes
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// One request and its answer on a connection, delivered as the simulator specifies.
struct SimulatorResponder {
    /// Ends the handling of a connection that was closed on purpose.
    private struct ConnectionEnded: Error {}

    private static let largestBody = 1 << 20

    let simulator: Simulator
    let channel: any Channel

    @concurrent
    func answer(_ request: Request, writer: consuming ResponseWriter) async throws {
        var request = request
        let body = try await request.collectBody(upTo: Self.largestBody)
        var response = simulator.respond(
            to: SimulatedRequest(
                method: request.method,
                path: request.head.path ?? "/",
                headers: request.headers,
                body: Array(body.readableBytesView)
            )
        )
        // Only the head of the answer is requested; a body would be taken for the next answer.
        if request.method == .head { response.body = [] }
        switch response.delivery {
        case .normal:
            try await send(response, writer)
        case .delayed(let duration):
            try await Task.sleep(for: duration)
            try await send(response, writer)
        case .cutBody(let count):
            try await sendPart(response, count, writer)
        case .hang:
            try await staySilent(request)
        case .dropConnection:
            try await channel.close()
            throw ConnectionEnded()
        }
    }

    @concurrent
    private func send(_ response: SimulatedResponse, _ writer: consuming ResponseWriter) async throws {
        let head = HTTPResponse(status: response.status, headerFields: response.headers)
        let body = response.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
        try await writer.write(response: head, body: body)
    }

    /// Sends the head and a part of the body; closes the sending side only after they have left.
    @concurrent
    private func sendPart(
        _ response: SimulatedResponse,
        _ count: Int,
        _ writer: consuming ResponseWriter
    ) async throws {
        let head = HTTPResponse(status: response.status, headerFields: response.headers)
        var bodyWriter = try await writer.writeHead(head)
        try await bodyWriter.write(ByteBuffer(bytes: response.body.prefix(count)))
        try await channel.close(mode: .output)
        try? await channel.close()
        throw ConnectionEnded()
    }

    /// Waits until the client gives up or the server stops, whichever comes first.
    @concurrent
    private func staySilent(_ request: Request) async throws {
        let channel = channel
        try await request.body.consumeWithInboundCloseHandler { _ in
            try await withTaskCancellationOrGracefulShutdownHandler {
                try await channel.closeFuture.get()
            } onCancelOrGracefulShutdown: {
                channel.close(promise: nil)
            }
        } onInboundClosed: {
            channel.close(promise: nil)
        }
        throw ConnectionEnded()
    }
}
