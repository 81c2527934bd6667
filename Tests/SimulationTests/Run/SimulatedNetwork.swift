import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameSimulator
import HTTPTypes

/// The way between a process and the control plane, in one address space and in virtual time: adds latency, and whatever the weather
/// of the world brings.
struct SimulatedNetwork: HTTPTransport {
    let world: World
    let plane: FrameSimulator.ControlPlane
    let time: VirtualTime
    let tape: Tape
    let life: Life

    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        guard !life.isOver else { throw TransportFailure(.cancelled, mayHaveBeenSent: false, detail: "dead") }
        let (kind, session) = Self.kind(of: request.head)
        let (number, _) = tape.send(kind, session: session)
        var dice = SeededGenerator(world.seed &* 1_000_003 &+ UInt64(number))
        let fault = fault(of: number, kind, &dice)
        let latency = Duration.milliseconds(dice.pick(Array(world.latency)))
        do throws(TransportFailure) {
            let response = try await exchange(request, number, kind, session, fault, latency, &dice)
            guard !life.isOver else { throw TransportFailure(.cancelled, mayHaveBeenSent: true, detail: "dead") }
            tape.answer(number, status: response.head.status.code, fault)
            record(response, number, kind, session)
            return response
        } catch {
            tape.answer(number, status: nil, fault)
            throw error
        }
    }

    private static func kind(of head: HTTPRequest) -> (RequestKind, session: String?) {
        let path = head.path ?? ""
        let segment = path.split(separator: "/").last.map { decoded($0) }
        if head.method == .delete { return (.delete, segment) }
        if path.hasSuffix("/pools") { return (.pools, nil) }
        return path.hasSuffix("/active_sessions") ? (.sessions, nil) : (.session, segment)
    }

    private static func decoded(_ segment: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = segment.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func fault(of number: Int, _ kind: RequestKind, _ dice: inout SeededGenerator) -> Fault? {
        guard world.stormy.contains(number) else { return nil }
        for (fault, percent) in world.weather where fault.happens(to: kind) && dice.chance(percent) { return fault }
        return nil
    }

    private func exchange(
        _ request: TransportRequest,
        _ number: Int,
        _ kind: RequestKind,
        _ session: String?,
        _ fault: Fault?,
        _ latency: Duration,
        _ dice: inout SeededGenerator
    ) async throws(TransportFailure) -> TransportResponse {
        await pass(latency / 2)
        if number >= world.revokedAt {
            let status = world.calamities.contains(.unauthorized) ? 401 : 403
            await pass(latency / 2)
            return spoken(status, #"{"error": "refused", "message": "The credential was revoked."}"#)
        }
        switch fault {
        case .refusedConnection:
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "connection refused")
        case .cutBefore:
            throw TransportFailure(.connectionLost, mayHaveBeenSent: true, detail: "the connection was closed")
        case .hang:
            await pass(request.timeLimit)
            throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
        case .some(let fault):
            if let refusal = refusal(for: fault) {
                await pass(latency / 2)
                return refusal
            }
        case nil: break
        }
        let answer = act(request, number, kind, session)
        switch fault {
        case .cutAfter, .cutBody:
            throw TransportFailure(.connectionLost, mayHaveBeenSent: true, detail: "the answer was cut")
        case .hangActed:
            await pass(request.timeLimit)
            throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
        case .slow:
            let wait = Duration.seconds(1 + dice.next(below: 20))
            await pass(min(wait, request.timeLimit))
            guard wait < request.timeLimit else {
                throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
            }
        case .badGatewayActed: return spoken(502, "bad gateway")
        case .gatewayTimeoutActed: return spoken(504, "gateway timeout")
        default: break
        }
        await pass(latency / 2)
        return distorted(answer, kind, fault, &dice)
    }

    private func pass(_ duration: Duration) async {
        if duration > .zero { try? await time.source.sleep(duration) }
    }

    /// Answers that somebody gives before the service sees the request.
    private func refusal(for fault: Fault) -> TransportResponse? {
        switch fault {
        case .throttledSeconds: spoken(429, "slow down", retryAfter: "2")
        case .throttledDate: spoken(429, "slow down", retryAfter: "Tue, 14 Nov 2023 22:13:40 GMT")
        case .throttledZero: spoken(429, "slow down", retryAfter: "0")
        case .throttledAbsent: spoken(429, "slow down")
        case .throttledNonsense: spoken(429, "slow down", retryAfter: "soon, -7; \u{1}")
        case .throttledHuge: spoken(429, "slow down", retryAfter: "1000000")
        case .internalError: spoken(500, "internal error")
        case .unavailable: spoken(503, "unavailable")
        case .unavailableFor: spoken(503, "unavailable", retryAfter: "3")
        case .html: spoken(200, "<!DOCTYPE html><html><body>Please sign in</body></html>")
        case .wrongShape: spoken(200, #"{"error": {"sessions": []}}"#)
        case .conflict: spoken(409, #"{"error": "conflict"}"#)
        case .unprocessable: spoken(422, #"{"error": "unprocessable"}"#)
        case .gone: spoken(410, #"{"error": "gone"}"#)
        case .notFound: spoken(404, #"{"error": "not_found"}"#)
        default: nil
        }
    }

    private func spoken(_ status: Int, _ body: String, retryAfter: String? = nil) -> TransportResponse {
        var head = HTTPResponse(status: .init(code: status))
        if let retryAfter { head.headerFields[.retryAfter] = retryAfter }
        return TransportResponse(head: head, body: Array(body.utf8))
    }

    private func act(
        _ request: TransportRequest,
        _ number: Int,
        _ kind: RequestKind,
        _ session: String?
    ) -> TransportResponse {
        let answer = plane.respond(
            to: SimulatedRequest(
                method: request.head.method,
                path: request.head.path ?? "",
                headers: request.head.headerFields,
                body: request.body ?? []
            )
        )
        if kind == .delete, let session {
            tape.add(.acted(number: number, session: session, accepted: answer.status.kind == .successful))
        }
        return TransportResponse(
            head: HTTPResponse(status: answer.status, headerFields: answer.headers),
            body: answer.body
        )
    }

    private func distorted(
        _ answer: TransportResponse,
        _ kind: RequestKind,
        _ fault: Fault?,
        _ dice: inout SeededGenerator
    ) -> TransportResponse {
        guard answer.head.status == .ok else { return answer }
        var answer = answer
        if kind == .pools, time.elapsed >= world.poolsChangeAt {
            answer.body = Array(ShownListing.changedPools(world).utf8)
        }
        guard kind == .sessions, let fault, var shown = ShownListing.sessions(in: answer.body) else { return answer }
        switch fault {
        case .duplicates: shown += shown
        case .reordered: shown.shuffle(using: &dice)
        case .cutListing:
            guard let length = [10, 20, 25].last(where: { $0 < shown.count }) else { return answer }
            shown = Array(shown.prefix(length))
        default: return answer
        }
        answer.body = ShownListing.body(shown)
        return answer
    }

    private func record(_ response: TransportResponse, _ number: Int, _ kind: RequestKind, _ session: String?) {
        guard response.head.status == .ok else { return }
        switch kind {
        case .sessions:
            guard let shown = ShownListing.sessions(in: response.body) else { return }
            tape.add(.sessions(number: number, shown, live: plane.liveSessionIDs(account: world.account.value)))
        case .pools:
            guard let pools = ShownListing.pools(in: response.body) else { return }
            tape.add(.pools(number: number, pools))
        case .session:
            guard let session, let state = ShownListing.state(in: response.body) else { return }
            if !["init", "reserved", "open"].contains(state.lowercased()) { tape.add(.notLive(session: session)) }
        case .delete: break
        }
    }
}
