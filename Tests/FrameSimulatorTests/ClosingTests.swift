import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct ClosingTests {
    @Test func closesAtOnceWhenNoTimeIsGiven() throws {
        let plane = try TestPlane(.small())
        let ids = try plane.sessionIDs()
        let answer = try plane.close(ids[1])
        #expect(try JSONValue(answer.body) == .object(["id": .text(ids[1]), "state": .text("closed")]))
        #expect(try plane.sessionIDs() == [ids[0], ids[2]])
        #expect(try plane.close(ids[1]).status == .notFound)
        #expect(try plane.send(.get, "/accounts/\(plane.account)/sessions/\(ids[1])").status == .notFound)
    }

    @Test func lingersWhileItCloses() throws {
        let plane = try TestPlane(.small { $0.closingSeconds = Spread(10) })
        let id = try #require(plane.sessionIDs().first)
        #expect(try JSONValue(plane.close(id).body)["state"] == .text("closing"))
        plane.clock.advance(9.999)
        #expect(try plane.sessions().first?["state"] == .text("closing"))
        #expect(plane.plane.liveSessionIDs(account: plane.account).contains(id))
        let again = try plane.close(id)
        #expect(again.status == .ok)
        #expect(plane.plane.history.last?.effect == .closingAlready(account: plane.account, session: id))
        plane.clock.advance(0.001)
        #expect(!plane.plane.liveSessionIDs(account: plane.account).contains(id))
        #expect(try plane.close(id).status == .notFound)
    }

    @Test func closingTimesLieBetweenTheBounds() throws {
        let plane = try TestPlane(
            .small(sessions: 200, maxServers: 200) { $0.closingSeconds = Spread(min: 2, max: 4) }
        )
        for id in try plane.sessionIDs() { try plane.close(id) }
        plane.clock.advance(1.999)
        #expect(plane.plane.liveSessionIDs(account: plane.account).count == 200)
        plane.clock.advance(1)
        #expect((50...150).contains(plane.plane.liveSessionIDs(account: plane.account).count))
        plane.clock.advance(1.001)
        #expect(plane.plane.liveSessionIDs(account: plane.account).isEmpty)
    }

    @Test func someAreStuckForEver() throws {
        let plane = try TestPlane(.small(sessions: 400, maxServers: 400) { $0.stuckPercent = 25 })
        let ids = try plane.sessionIDs()
        for id in ids { #expect(try plane.close(id).status == .ok) }
        plane.clock.advance(1_000_000)
        let left = plane.plane.liveSessionIDs(account: plane.account)
        #expect((60...140).contains(left.count))
        let stuck = plane.plane.history.compactMap { entry in
            if case .closed(_, let session, true) = entry.effect { session } else { nil }
        }
        #expect(Set(stuck) == left)
    }

    @Test func fateDoesNotDependOnTheOrderOfTheRequests() throws {
        let scenario = try Scenario.small(sessions: 50, maxServers: 50) {
            $0.stuckPercent = 30
            $0.closingSeconds = Spread(min: 0, max: 10)
        }
        let (forwards, backwards) = (try TestPlane(scenario), try TestPlane(scenario))
        let ids = try forwards.sessionIDs()
        for id in ids { try forwards.close(id) }
        for id in ids.reversed() { try backwards.close(id) }
        for _ in 0..<12 {
            let account = forwards.account
            #expect(
                forwards.plane.liveSessionIDs(account: account) == backwards.plane.liveSessionIDs(account: account)
            )
            forwards.clock.advance(1)
            backwards.clock.advance(1)
        }
    }

    @Test(arguments: CloseAnswer.allCases)
    func answersAsTheScenarioSays(_ closeAnswer: CloseAnswer) throws {
        let plane = try TestPlane(.small { $0.closeAnswer = closeAnswer })
        let id = try #require(plane.sessionIDs().first)
        let response = try plane.close(id)
        #expect(response.status == (closeAnswer == .noContent ? .noContent : .ok))
        #expect(response.body.isEmpty == (closeAnswer != .json))
        #expect(response.headers[.contentLength] == (closeAnswer == .noContent ? nil : "\(response.body.count)"))
        #expect(response.headers[.contentType] == (closeAnswer == .json ? "application/json" : nil))
        #expect(try !plane.sessionIDs().contains(id))
    }
}
