import Foundation
import Synchronization
import Testing

@Suite("Closed means gone: wait-empty")
struct WaitEmptyWitnessTests {
    /// The targets are not shown from the second listing on, for a while.
    private static func dropping(for duration: Duration) -> Lies {
        let began = FirstTime()
        var lies = Lies()
        lies.listing = { scene in
            guard scene.number > 1, began.elapsed < duration else { return scene.truth }
            return ListingLies.dropped(scene)
        }
        return lies
    }

    private func wait(_ service: LyingService, _ options: String..., deadline: String) async throws -> FramectlResult {
        try await service.framectl(["wait-empty", "--output", "json", "--deadline", deadline] + options)
    }

    private func expect(
        _ result: FramectlResult,
        _ status: Int32,
        location: SourceLocation = #_sourceLocation
    ) throws {
        #expect(result.status == status, "\(result.everything)", sourceLocation: location)
        let document = try result.json()
        #expect(document["empty"] as? Bool == (status == 0), sourceLocation: location)
        #expect((document["exit_status"] as? Int).map(Int32.init) == status, sourceLocation: location)
    }

    @Test("sessions that the listing drops and that say themselves that they are live keep the gate shut")
    func live() async throws {
        try await LyingService.serve(AccountTruth(), Self.dropping(for: .seconds(60))) { service in
            try expect(try await wait(service, deadline: "4s"), 3)
            #expect(!service.asked.isEmpty)
            #expect(service.deletes.isEmpty)
        }
    }

    @Test("without single sessions, two listings within five seconds are not enough")
    func tooSoon() async throws {
        var lies = Self.dropping(for: .seconds(4))
        SingleSessionLies.always(SingleSessionLies.absent).tell(&lies)
        try await LyingService.serve(AccountTruth(), lies) { service in
            try expect(try await wait(service, deadline: "7s"), 3)
        }
    }

    @Test("sessions that end open the gate", arguments: [true, false])
    func ended(isWitness: Bool) async throws {
        var lies = Lies()
        if !isWitness { SingleSessionLies.always(SingleSessionLies.absent).tell(&lies) }
        try await LyingService.serve(AccountTruth(), lies) { service in
            async let waiting = wait(service, deadline: "15s")
            try await eventually("an answer of a single session") { !service.asked.isEmpty }
            service.change { truth in for id in service.targets { truth.end(id) } }
            try expect(try await waiting, 0)
            if isWitness { #expect(Set(service.asked).isSuperset(of: service.targets)) }
        }
    }

    private static var withUnknown: AccountTruth {
        var truth = AccountTruth(targets: 0)
        truth.pools.append(.init(id: "gateway-prod.Odd", members: #""kind":null"#))
        truth.sessions += [
            .init("gateway-prod.kindless", in: "gateway-prod.Odd"),
            .init("gateway-prod.poolless", in: "", row: #"{"id":"gateway-prod.poolless","pool_id":null}"#),
            .init("?", in: AccountTruth.room, row: #"{"id":null,"pool_id":"\#(AccountTruth.room)"}"#),
        ]
        return truth
    }

    @Test("rows without a usable id, pool or kind keep the gate shut, and are named")
    func unknown() async throws {
        try await LyingService.serve(Self.withUnknown) { service in
            let result = try await wait(service, deadline: "2s")
            try expect(result, 3)
            #expect(result.says("gateway-prod.kindless"))
            #expect(result.says("gateway-prod.poolless"))
            #expect(try result.json()["unknown"] as? Int == 3)
        }
    }

    @Test("--ignore-unknown opens it for as many as it says, and says so", arguments: [(2, 3), (3, 0), (4, 0)])
    func ignored(count: Int, status: Int32) async throws {
        try await LyingService.serve(Self.withUnknown) { service in
            let result = try await wait(service, "--ignore-unknown", "\(count)", deadline: "4s")
            try expect(result, status)
            if status == 0 {
                let verdict = try #require(try result.json()["verdict"] as? String)
                #expect(verdict.contains("3") && verdict.contains("ignor"), "\(verdict)")
            }
        }
    }

    @Test("a session that is named and not listed is asked for by itself", arguments: [("closed", 0), ("open", 3)])
    func named(state: String, status: Int32) async throws {
        var truth = AccountTruth()
        truth.sessions.append(.init("gateway-prod.named", in: AccountTruth.room, state: state, isListed: false))
        try await LyingService.serve(truth) { service in
            let result = try await wait(service, "--session", "gateway-prod.named", deadline: "2s")
            try expect(result, status)
            #expect(service.asked.contains("gateway-prod.named"))
        }
    }

    @Test(
        "a session that the service does not know is no empty account, unless that is said",
        arguments: [false, true]
    )
    func notFound(isIgnored: Bool) async throws {
        try await LyingService.serve(AccountTruth()) { service in
            let options = ["--session", "gateway-prod.typo"] + (isIgnored ? ["--ignore-not-found"] : [])
            let arguments = ["wait-empty", "--output", "json", "--deadline", "2s"] + options
            let result = try await service.framectl(arguments)
            try expect(result, isIgnored ? 0 : 3)
            #expect(result.says("gateway-prod.typo"))
        }
    }
}

/// When something was first asked of it.
private final class FirstTime: Sendable {
    private let first = Mutex<ContinuousClock.Instant?>(nil)

    /// The time since the first call.
    var elapsed: Duration {
        first.withLock { first in
            let began = first ?? .now
            first = began
            return ContinuousClock.now - began
        }
    }
}
