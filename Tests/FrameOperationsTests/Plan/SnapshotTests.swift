import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A snapshot")
struct SnapshotTests {
    private func take(_ scenario: Scenario) async throws -> (Result<Snapshot, FrameAPIError>, [Trace.Step]) {
        let time = VirtualTime()
        let trace = Trace(time)
        let plane = ScriptedPlane(scenario, time: time, trace: trace, interrupt: {})
        let taken: Result<Snapshot, FrameAPIError> = try await time.run {
            do throws(FrameAPIError) {
                return .success(try await Snapshot.take(from: plane, time: time.source))
            } catch {
                return .failure(error)
            }
        }
        return (taken, trace.steps)
    }

    @Test("asks for pools and sessions at once, and is dated when it is complete")
    func order() async throws {
        let (taken, steps) = try await take(Scenario(3))
        let snapshot = try taken.get()
        #expect(steps.calls.count == 2)
        #expect(Set(steps.calls.map(\.at)) == [.zero])
        #expect(snapshot.sessions.count == 3)
        #expect(snapshot.pools == [.production])
        #expect(snapshot.takenAt == VirtualTime.start.addingTimeInterval(0.05))
        #expect(snapshot.doubt == nil)
    }

    @Test("of an answer that is not understood is an error, and not an empty account (law 4)")
    func notUnderstood() async throws {
        var scenario = Scenario(3)
        scenario.listing = { _ in .fails(.notUnderstood, status: 200) }
        let (taken, _) = try await take(scenario)
        let error = try #require(throws: FrameAPIError.self) { try taken.get() }
        #expect(error.code == .notUnderstood)
        #expect(error.remedy == "Mend the script")
    }
}
