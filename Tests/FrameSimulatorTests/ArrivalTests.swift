import Testing

@testable import FrameSimulator

@Suite struct ArrivalTests {
    @Test func nobodyArrivesUnlessTheScenarioSaysSo() throws {
        let plane = try TestPlane(.small())
        plane.clock.advance(100_000)
        #expect(try plane.sessions().count == 3)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func neverMoreThanThePoolHolds(seed: UInt64) throws {
        let arrivals = Arrivals(.perMinute(60))
        let plane = try TestPlane(
            .small(sessions: 5, maxServers: 8, arrivals: arrivals) { $0.closingSeconds = Spread(min: 0, max: 30) },
            seed: seed
        )
        var seen: Set<String> = []
        for _ in 0..<40 {
            plane.clock.advance(3)
            let ids = try plane.sessionIDs()
            #expect(ids.count <= 8)
            seen.formUnion(ids)
            if let first = ids.first { try plane.close(first) }
        }
        #expect(seen.count > 8)
    }

    @Test func comeAtTheGivenOffsetsAfterTheStart() throws {
        let plane = try TestPlane(.small(sessions: 0, arrivals: Arrivals(.atSeconds([1, 5]))))
        #expect(try plane.sessions().isEmpty)
        plane.clock.advance(1)
        #expect(try plane.sessions().count == 1)
        #expect(try plane.sessions()[0]["inserted_at"]?.text?.hasPrefix("2023-11-14T22:13:21.000000") == true)
        plane.clock.advance(100)
        #expect(try plane.sessions().count == 2)
    }

    @Test func mayWaitForTheFirstDelete() throws {
        let arrivals = Arrivals(.atSeconds([2]), after: .firstDelete)
        let plane = try TestPlane(.small(arrivals: arrivals))
        let ids = try plane.sessionIDs()
        plane.clock.advance(1_000)
        #expect(try plane.sessionIDs() == ids)
        try plane.close("unknown")
        plane.clock.advance(1_000)
        #expect(try plane.sessionIDs() == ids)
        try plane.close(ids[0])
        plane.clock.advance(1)
        try plane.close(ids[1])
        plane.clock.advance(1)
        #expect(try plane.sessions().count == 2)
        plane.clock.advance(1_000)
        #expect(try plane.sessions().count == 2)
    }

    @Test func comeAtAboutTheRateAndEndWithTheLimit() throws {
        let endless = try TestPlane(.small(sessions: 0, maxServers: 1_000, arrivals: Arrivals(.perMinute(10))))
        endless.clock.advance(3_000)
        #expect((400...600).contains(try endless.sessions().count))
        let limited = try TestPlane(
            .small(sessions: 0, maxServers: 1_000, arrivals: Arrivals(.perMinute(10), atMost: 7))
        )
        limited.clock.advance(3_000)
        #expect(try limited.sessions().count == 7)
    }

    @Test func aFreedInstanceIsTakenAgain() throws {
        let plane = try TestPlane(.small(sessions: 2, maxServers: 2, arrivals: Arrivals(.perMinute(60))))
        plane.clock.advance(60)
        let before = try plane.sessionIDs()
        #expect(before.count == 2)
        try plane.close(before[0])
        plane.clock.advance(60)
        let after = try plane.sessionIDs()
        #expect(after.count == 2)
        #expect(!after.contains(before[0]))
    }
}
