import HTTPTypes
import Testing

@testable import FrameSimulator

@Suite struct PublishTests {
    @Test func aTaskIsPendingThenRunningThenDone() throws {
        let plane = try TestPlane(.small { $0.publishSeconds = PublishSeconds(pending: 2, running: 20) })
        let path = "/accounts/\(plane.account)/publish"
        #expect(try plane.get("/accounts/\(plane.account)")["last_publish"] == .null)
        let task = try JSONValue(plane.send(.post, path).body)
        let id = try #require(task["id"]?.text)
        #expect(task["state"] == .text("pending"))
        #expect(plane.plane.history.last?.effect == .publishRequested(account: plane.account, task: id))
        plane.clock.advance(2)
        #expect(try plane.get("\(path)/\(id)")["state"] == .text("running"))
        plane.clock.advance(20)
        #expect(try plane.get("\(path)/\(id)")["state"] == .text("done"))
        #expect(try plane.get("\(path)/tasks").list?.map { $0["id"] } == [.text(id)])
        #expect(
            try plane.get("/accounts/\(plane.account)")["last_publish"] == .text("2023-11-14T22:13:42.000000Z")
        )
    }

    @Test func anAuditorDoesNotPublish() throws {
        let plane = try TestPlane(.small())
        let auditor = plane.plane.scenario.credentials[1]
        let path = "/accounts/\(plane.account)/publish"
        #expect(try plane.send(.post, path, as: auditor).status == .forbidden)
        #expect(try plane.get("\(path)/tasks") == .list([]))
    }
}
