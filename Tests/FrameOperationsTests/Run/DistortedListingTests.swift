import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A listing")
struct DistortedListingTests {
    static let distortions: [@Sendable ([ActiveSession]) -> [ActiveSession]] = [
        { $0.reversed() }, { $0 + $0 },
        { $0 + [ActiveSession(id: nil, poolID: "prod"), ActiveSession(id: nil, poolID: nil)] },
        { $0 + [.numbered(900, in: "elsewhere")] },
    ]

    @Test("in another order, with repetitions or with unusable entries changes nothing", arguments: distortions.indices)
    func distorted(index: Int) async throws {
        var scenario = Scenario(7)
        scenario.delete = { $0.session == .numbered(3) ? .closes(after: .seconds(9)) : .closes }
        scenario.listing = { _ in .showing(Self.distortions[index]) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.closed] == 7)
        #expect(try ran.report.ending == .complete)
        #expect(ran.steps.deletes.count == 7)
    }

    @Test("that shows a target in another pool still shows it")
    func moved() async throws {
        var scenario = Scenario(2)
        scenario.settings.deadline = .seconds(10)
        scenario.pools = [.production, .sandbox]
        scenario.delete = { $0.session == .numbered(1) ? .sticks : .closes }
        scenario.listing = { _ in .showing { sessions in sessions.map { ActiveSession(id: $0.id, poolID: "sandbox") } }
        }
        let ran = try await scenario.run()
        #expect(try ran.report.outcome(.numbered(1)) == .stuck)
        #expect(try ran.report.outcome(.numbered(2)) == .closed)
    }

    @Test("without any pool proves nothing about sessions that it shows")
    func withoutPools() async throws {
        var scenario = Scenario(2)
        scenario.settings.deadline = .seconds(10)
        scenario.delete = { _ in .sticks }
        scenario.listing = { _ in Listing(pools: []) }
        let ran = try await scenario.run()
        #expect(try ran.report.totals[.stuck] == 2)
    }
}
