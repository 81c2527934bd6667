import DeterministicTesting
import Dispatch
import FrameAPI
import Synchronization
import Testing

@testable import FrameOperations

@Suite("DELETEs of a service with executors of its own")
struct SpreadingTests {
    /// Runs jobs one after the other, and counts them.
    private final class CountingExecutor: TaskExecutor {
        private let queue = DispatchQueue(label: "counting")
        private let jobs = Mutex(0)

        var count: Int { jobs.withLock { $0 } }

        func enqueue(_ job: consuming ExecutorJob) {
            jobs.withLock { $0 += 1 }
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    /// An account of which every session is gone at once.
    private final class ReadyPlane: ControlPlane {
        let executors: [any TaskExecutor]
        private let closed = Mutex<[SessionID]>([])

        init(_ executors: [any TaskExecutor]) {
            self.executors = executors
        }

        var deleted: [SessionID] { closed.withLock { $0 } }

        func pools() async throws(FrameAPIError) -> [Pool] { [] }
        func activeSessions() async throws(FrameAPIError) -> SessionListing { SessionListing(sessions: []) }
        func standing(of session: SessionID) async throws(FrameAPIError) -> SessionStanding { .notFound }

        func close(_ session: SessionID) async -> DeleteAnswer {
            closed.withLock { $0.append(session) }
            await Task.yield()
            return .accepted(status: 200)
        }
    }

    @Test("are sent from all of them, each session once", arguments: [0, 1, 2, 3])
    func spread(count: Int) async throws {
        let time = VirtualTime()
        let executors = (0..<count).map { _ in CountingExecutor() }
        let plane = ReadyPlane(executors)
        let plan = try Plan.of(200)
        let environment = RunEnvironment.test(plane, RecordingJournal(Trace(time), time: time), time: time.source)
        let closer = Closer(
            log: RunLog(in: environment),
            selection: plan.selection,
            settings: RunSettings(concurrency: 6),
            halt: StopSwitch(),
            environment: environment
        )
        try await closer.close(plan.targets.map(\.id))
        #expect(plane.deleted.sorted() == plan.targets.map(\.id).sorted())
        for executor in executors { #expect(executor.count > 0) }
    }
}
