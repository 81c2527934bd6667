import DeterministicTesting

@testable import FrameOperations

/// Several hundred random runs, each made once for all the laws that are read from it.
enum RandomRuns {
    static let batches = 0..<12
    private static let batchSize = 40

    typealias Run = (seed: UInt64, ran: Scenario.Ran)

    private static let made = Locked<[Int: Task<[Run], any Error>]>([:])

    /// One batch.
    ///
    /// - Throws: `VirtualTime.Stall` when a run does not end.
    static func batch(_ batch: Int) async throws -> [Run] {
        let task = made.withLock { made in
            if let task = made[batch] { return task }
            let task = Task {
                var runs: [Run] = []
                for number in 0..<batchSize {
                    let seed = UInt64(batch * batchSize + number)
                    runs.append((seed, try await Scenario.random(seed).run()))
                }
                return runs
            }
            made[batch] = task
            return task
        }
        return try await task.value
    }
}
