import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

/// A small model of an account: sessions that are live until a DELETE, a script or time makes them leave.
///
/// What is not scripted fails the test.
final class ScriptedPlane: ControlPlane {
    private struct Model {
        var pools: [Pool]
        var sessions: [ActiveSession]
        /// When a session leaves or left.
        var leavesAt: [SessionID: Duration] = [:]
        var deletes: [SessionID: Int] = [:]
        var ordinal = 0
        var listings = 0
        var poolListings = 0
        var underWay = 0
        var mostUnderWay = 0
    }

    private let script: Scenario
    private let time: VirtualTime
    private let trace: Trace
    private let model: Locked<Model>
    private let interrupt: @Sendable () -> Void

    init(_ script: Scenario, time: VirtualTime, trace: Trace, interrupt: @escaping @Sendable () -> Void) {
        self.script = script
        self.time = time
        self.trace = trace
        self.interrupt = interrupt
        model = Locked(Model(pools: script.pools, sessions: script.sessions))
    }

    /// The most DELETEs that were ever under way at once.
    var mostUnderWay: Int { model.withLock { $0.mostUnderWay } }

    /// The ids that are live now.
    var live: Set<SessionID> {
        let now = time.elapsed
        return model.withLock { Set(Self.live($0, at: now).compactMap(\.id)) }
    }

    func pools() async throws(FrameAPIError) -> [Pool] {
        trace.add(.asked(.pools))
        let ordinal = model.withLock { model in
            model.poolListings += 1
            return model.poolListings
        }
        await pass(script.readTime)
        let listing = script.listing(ordinal)
        return model.withLock { model in
            model.pools = listing.pools ?? model.pools
            return model.pools
        }
    }

    func activeSessions() async throws(FrameAPIError) -> SessionListing {
        let ordinal = model.withLock { model in
            model.listings += 1
            return model.listings
        }
        let listing = script.listing(ordinal)
        trace.add(.asked(.sessions))
        await pass(listing.hangs ? .seconds(1_000_000) : script.readTime)
        if Task.isCancelled { throw fail(.sessions, .scripted(.cancelled)) }
        if let failure = listing.failure { throw fail(.sessions, failure) }
        let now = time.elapsed
        let truth = model.withLock { model in
            for id in listing.leaving { model.leavesAt[id] = now }
            for session in listing.joining {
                model.sessions.removeAll { $0.id == session.id && session.id != nil }
                if let id = session.id { model.leavesAt[id] = nil }
                model.sessions.append(session)
            }
            return Self.live(model, at: now)
        }
        let shown = listing.distort(truth)
        trace.add(.listed(shown: Set(shown.compactMap(\.id)), live: Set(truth.compactMap(\.id))))
        return SessionListing(
            sessions: shown,
            truncation: listing.truncation,
            serviceDate: listing.date ?? time.source.now().addingTimeInterval(-(listing.age / .seconds(1))),
            age: listing.age
        )
    }

    func standing(of session: SessionID) async throws(FrameAPIError) -> SessionStanding {
        trace.add(.asked(.standing(session)))
        await pass(script.readTime)
        if Task.isCancelled { throw fail(.standing(session), .scripted(.cancelled)) }
        switch script.standing(session, live.contains(session)) {
        case .success(let standing): return standing
        case .failure(let error): throw fail(.standing(session), error)
        }
    }

    func close(_ session: SessionID) async -> DeleteAnswer {
        trace.add(.asked(.close(session)))
        let delete = model.withLock { model in
            model.ordinal += 1
            model.deletes[session, default: 0] += 1
            model.underWay += 1
            model.mostUnderWay = max(model.mostUnderWay, model.underWay)
            return Delete(ordinal: model.ordinal, session: session, attempt: model.deletes[session, default: 0])
        }
        if delete.ordinal == script.interruptAtDelete { interrupt() }
        let reply = script.delete(delete)
        await pass(reply?.takes ?? script.deleteTime)
        model.withLock { $0.underWay -= 1 }
        guard let reply else {
            Issue.record("DELETE \(delete.attempt) of \(session) is not scripted")
            return .refused(status: nil, detail: "not scripted")
        }
        let now = time.elapsed
        if let delay = reply.leavesAfter {
            model.withLock { model in
                model.leavesAt[session] = min(model.leavesAt[session] ?? .seconds(1 << 40), now + delay)
            }
        }
        trace.add(.answered(session, reply.answer))
        var answer = reply.answer
        answer.serviceDate = time.source.now()
        return answer
    }

    private func pass(_ duration: Duration) async {
        if duration > .zero { try? await time.source.sleep(duration) }
    }

    private func fail(_ call: Trace.Call, _ error: FrameAPIError) -> FrameAPIError {
        trace.add(.failed(call, error.code))
        return error
    }

    private static func live(_ model: Model, at now: Duration) -> [ActiveSession] {
        model.sessions.filter { session in
            guard let id = session.id, let leavesAt = model.leavesAt[id] else { return true }
            return leavesAt > now
        }
    }
}
