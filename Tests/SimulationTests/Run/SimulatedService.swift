import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameSimulator
import HTTPTypes
import Synchronization

/// The service of one world: the simulator's control plane, with what becomes of DELETEs there, sessions that end by themselves, and
/// listings that it remembers. It outlives the processes that ask it.
final class SimulatedService: Sendable {
    private struct State {
        /// The first listing of sessions.
        var first: WireListing?
        /// How many listings were answered since there was a plan.
        var listings = 0
        var liesUntil: Duration?
        var carriedOut = 0
        /// The sessions whose DELETE had no effect, and how often they were asked for since.
        var hollow: [String: Int] = [:]
    }

    let world: World
    private let plane: Simulator
    private let time: VirtualTime
    private let tape: Tape
    private let state = Mutex(State())

    init(_ world: World, time: VirtualTime, tape: Tape) {
        self.world = world
        self.time = time
        self.tape = tape
        plane = Simulator(scenario: world.scenario, seed: world.seed) { time.source.now() }
    }

    /// The sessions that are there now, those that are closing or stuck included.
    var live: Set<String> { plane.liveSessionIDs(account: world.account.value).filter { !hasLeft($0) } }

    /// The first listing of this world.
    var firstListing: WireListing? { state.withLock { $0.first } }

    var now: Duration { time.elapsed }

    /// Answers a request, with nothing but the truth.
    func respond(
        to request: TransportRequest,
        _ number: Int,
        _ kind: RequestKind,
        _ session: String?
    ) -> TransportResponse {
        switch kind {
        case .delete:
            guard let session else { return ask(request) }
            let answer = delete(session, request)
            tape.add(.acted(number: number, session: session, accepted: answer.acted))
            return answer.response
        case .session:
            guard world.hasSessionEndpoint, let session, !hasLeft(session) else {
                return spoken(404, #"{"error": "not_found"}"#)
            }
            return isSilent(session) ? spoken(503, "unavailable") : ask(request)
        case .pools:
            var answer = ask(request)
            if answer.head.status == .ok, time.elapsed >= world.poolsChangeAt {
                answer.body = Array(ShownPools.changed(world).utf8)
            }
            return answer
        case .sessions: return ask(request)
        }
    }

    /// A listing of sessions as it is; `nil` for an answer that is none.
    func listing(in answer: TransportResponse) -> WireListing? {
        guard answer.head.status == .ok, var listing = WireListing(answer.body, asOf: time.elapsed) else { return nil }
        listing.rows.removeAll { $0.shown.id.map(hasLeft) ?? false }
        state.withLock { $0.first = $0.first ?? listing }
        return listing
    }

    /// The lie that listings tell for a moment, if that moment is now.
    func briefLie(in phase: Phase) -> Fault? {
        guard let lie = world.briefLie, phase != .planning else { return nil }
        let now = time.elapsed
        return state.withLock { state in
            state.listings += 1
            if state.listings == lie.listing { state.liesUntil = now + lie.length }
            return state.liesUntil.map { now <= $0 } ?? false ? lie.fault : nil
        }
    }

    /// An answer that the control plane does not give itself.
    func spoken(_ status: Int, _ body: String, retryAfter: String? = nil) -> TransportResponse {
        var head = HTTPResponse(status: .init(code: status))
        if let retryAfter { head.headerFields[.retryAfter] = retryAfter }
        head.headerFields[.date] = date(at: time.elapsed)
        return TransportResponse(head: head, body: Array(body.utf8))
    }

    private func hasLeft(_ session: String) -> Bool { world.leavesAt[session].map { $0 <= time.elapsed } ?? false }

    private func delete(_ session: String, _ request: TransportRequest) -> (response: TransportResponse, acted: Bool) {
        if hasLeft(session) { return (spoken(404, #"{"error": "not_found"}"#), false) }
        if world.isForbidden(session) { return (spoken(403, #"{"error": "forbidden"}"#), false) }
        if case .refused(let status) = world.deletes { return (spoken(status, #"{"error": "refused"}"#), false) }
        // What is not there is not accepted either.
        if live.contains(session), isHollow(session) { return (spoken(202, "{}"), false) }
        let response = ask(request)
        return (response, response.head.status.kind == .successful)
    }

    private func isHollow(_ session: String) -> Bool {
        state.withLock { state in
            let isHollow =
                switch world.deletes {
                case .carriedOut, .refused: false
                case .hollow(let percent): world.number(of: session, below: 97) * 100 < percent * 97
                case .hollowAfter(let count): state.carriedOut >= count
                }
            if isHollow { state.hollow[session] = state.hollow[session] ?? 0 } else { state.carriedOut += 1 }
            return isHollow
        }
    }

    private func isSilent(_ session: String) -> Bool {
        state.withLock { state in
            guard let count = state.hollow[session] else { return false }
            state.hollow[session] = count + 1
            return world.silence == .always || (world.silence == .afterOneAnswer && count > 0)
        }
    }

    private func ask(_ request: TransportRequest) -> TransportResponse {
        let answer = plane.respond(
            to: SimulatedRequest(
                method: request.head.method,
                path: request.head.path ?? "",
                headers: request.head.headerFields,
                body: request.body ?? []
            )
        )
        return TransportResponse(
            head: HTTPResponse(status: answer.status, headerFields: answer.headers),
            body: answer.body
        )
    }
}
