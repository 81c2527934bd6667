import FrameAPI
import FrameOperations
import FrameWorkflows
import Synchronization
import Testing

@Suite("Waiting as a workflow")
struct WaitWorkflowTests {
    private static let request = WaitWorkflow.Request(SelectionCriteria(), deadline: .seconds(60))

    private func workflow(in room: Room, _ office: Office) throws -> WaitWorkflow {
        WaitWorkflow(Self.request, on: try office.workplace().account, time: .system, random: .system)
    }

    @Test("ends when the last session is gone, and sends nothing but reads")
    func empties() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let counts = Mutex<[Int]>([])
            let result = try await workflow(in: room, office).run(until: StopSwitch()) { fact in
                guard case .checked(let check) = fact else { return }
                counts.withLock { $0.append(check.inScope) }
                // Somebody else ends one each time.
                room.end(1)
            }
            #expect(result.verdict == .empty)
            #expect(counts.withLock { Array($0.prefix(4)) } == [3, 2, 1, 0])
            #expect(room.deletes.isEmpty)
        }
    }

    @Test("is ended by an interruption")
    func interrupted() async throws {
        let room = Room(3)
        try await Office.with(room) { office in
            let interruption = StopSwitch()
            let result = try await workflow(in: room, office).run(until: interruption) { _ in interruption.stop() }
            #expect(result.verdict == .interrupted)
            #expect(room.live.count == 3)
        }
    }
}
