import DeterministicTesting
import FrameAPI
import HTTPTypes

/// The way between a process and the service, in one address space and in virtual time: adds latency, and whatever the weather of the
/// world brings.
struct SimulatedNetwork: HTTPTransport {
    let service: SimulatedService
    let time: VirtualTime
    let tape: Tape
    let life: Life

    private var world: World { service.world }

    /// A request on its way.
    private struct Passage {
        let number: Int
        let kind: RequestKind
        let session: String?
        let phase: Phase
        var fault: Fault?
        let latency: Duration
        var dice: SeededGenerator
        /// The listing that comes back, if one does.
        var listing: WireListing?
    }

    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        guard !life.isOver else { throw TransportFailure(.cancelled, mayHaveBeenSent: false, detail: "dead") }
        let (kind, session) = Self.kind(of: request.head)
        let (number, phase) = tape.send(kind, session: session)
        var dice = SeededGenerator(world.seed &* 1_000_003 &+ UInt64(number))
        let fault = fault(of: number, kind, phase, &dice)
        let latency = Duration.milliseconds(dice.pick(Array(world.latency)))
        var passage = Passage(
            number: number,
            kind: kind,
            session: session,
            phase: phase,
            fault: fault,
            latency: latency,
            dice: dice
        )
        do throws(TransportFailure) {
            var response = try await exchange(request, &passage)
            guard !life.isOver, !Task.isCancelled else {
                throw TransportFailure(.cancelled, mayHaveBeenSent: true, detail: "dead")
            }
            if world.calamities.contains(.undated) { response.head.headerFields[.date] = nil }
            tape.answer(number, status: response.head.status.code, passage.fault)
            record(response, passage)
            return response
        } catch {
            tape.answer(number, status: nil, passage.fault)
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

    private func fault(of number: Int, _ kind: RequestKind, _ phase: Phase, _ dice: inout SeededGenerator) -> Fault? {
        guard world.stormy.contains(number) || world.stormyPhase == phase else { return nil }
        for (fault, percent) in world.weather
        where fault.happens(to: kind) && world.honesty.allows(fault, to: kind, in: phase) {
            if fault.isLieOfListing, phase == .planning, !world.liesFromTheStart { continue }
            if dice.chance(percent) { return fault }
        }
        return nil
    }

    private func exchange(
        _ request: TransportRequest,
        _ passage: inout Passage
    ) async throws(TransportFailure) -> TransportResponse {
        await pass(passage.latency / 2)
        if passage.number >= world.revokedAt {
            let status = world.calamities.contains(.unauthorized) ? 401 : 403
            passage.fault = nil
            await pass(passage.latency / 2)
            return service.spoken(status, #"{"error": "refused", "message": "The credential was revoked."}"#)
        }
        switch passage.fault {
        case .refusedConnection:
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "connection refused")
        case .cutBefore:
            throw TransportFailure(.connectionLost, mayHaveBeenSent: true, detail: "the connection was closed")
        case .hang:
            await pass(request.timeLimit)
            throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
        case .some(let fault):
            if let refusal = service.refusal(for: fault) {
                await pass(passage.latency / 2)
                return refusal
            }
        case nil: break
        }
        let honest = service.respond(to: request, passage.number, passage.kind, passage.session)
        let answer = distorted(honest, &passage)
        switch passage.fault {
        case .cutAfter, .cutBody:
            throw TransportFailure(.connectionLost, mayHaveBeenSent: true, detail: "the answer was cut")
        case .hangActed:
            await pass(request.timeLimit)
            throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
        case .slow:
            let wait = Duration.seconds(1 + passage.dice.next(below: 20))
            await pass(min(wait, request.timeLimit))
            guard wait < request.timeLimit else {
                throw TransportFailure(.timedOut, mayHaveBeenSent: true, detail: "no whole answer in time")
            }
        case .badGatewayActed: return service.spoken(502, "bad gateway")
        case .gatewayTimeoutActed: return service.spoken(504, "gateway timeout")
        default: break
        }
        await pass(passage.latency / 2)
        return answer
    }

    private func pass(_ duration: Duration) async {
        if duration > .zero { try? await time.source.sleep(duration) }
    }

    private func distorted(_ answer: TransportResponse, _ passage: inout Passage) -> TransportResponse {
        switch passage.kind {
        case .session: return passage.session.flatMap { service.word(of: $0, passage.fault) } ?? answer
        case .pools, .delete: return answer
        case .sessions:
            guard var listing = service.listing(in: answer) else { return answer }
            passage.fault = service.briefLie(in: passage.phase) ?? passage.fault
            if let fault = passage.fault {
                let earlier = service.firstListing
                listing.suffer(fault, in: world, earlier: earlier, now: time.elapsed, &passage.dice)
            }
            passage.listing = listing
            return service.answer(listing)
        }
    }

    private func record(_ response: TransportResponse, _ passage: Passage) {
        switch passage.kind {
        case .sessions:
            guard let listing = passage.listing else { return }
            tape.add(.sessions(number: passage.number, listing.shown, live: service.live, asOf: listing.asOf))
        case .pools:
            guard response.head.status == .ok, let pools = ShownPools.pools(in: response.body) else { return }
            tape.add(.pools(number: passage.number, pools))
        case .session:
            guard response.head.status == .ok, let session = passage.session,
                service.word(of: session, passage.fault) == nil, let state = ShownPools.state(in: response.body)
            else { return }
            let isLive = ["init", "reserved", "open"].contains(state.lowercased())
            tape.add(.said(session: session, isLive: isLive))
        case .delete: break
        }
    }
}
