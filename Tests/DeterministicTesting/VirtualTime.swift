import Dispatch
package import FoundationEssentials
package import FrameAPI
import Synchronization

/// A clock that stands still while anything is left to do, and the one executor on which all of it is done.
///
/// A run on it is deterministic: one job at a time, in the order of arrival or in one drawn from a seed. When no job is ready,
/// time moves to the next deadline; when there is none either, the run waits for something that can never come, and is stalled.
package final class VirtualTime: TaskExecutor {
    /// Why a run did not end.
    package enum Stall: Error, Equatable {
        /// Every task waits, and none of them for a deadline.
        case waitsForNothing
        /// The virtual time allowed is over.
        case goesOn(past: Duration)
        /// More jobs than allowed were done.
        case neverRests
    }

    /// The date at which every run begins.
    package static let start = Date(timeIntervalSince1970: 1_700_000_000)

    private typealias Waiting = CheckedContinuation<Void, any Error>

    private enum Alarm: Sendable {
        case sleeper(Waiting)
        case action(@Sendable () -> Void)
    }

    private struct State {
        var elapsed: Duration = .zero
        var jobs: [UnownedJob] = []
        var alarms: [Int: (deadline: Duration, alarm: Alarm)] = [:]
        var cancelled: Set<Int> = []
        var tickets = 0
        var shuffle: SeededGenerator?
    }

    private let state: Mutex<State>
    private let horizon: Duration
    private let jobLimit: Int

    /// - Parameters:
    ///   - shuffle: A seed for the order of jobs; `nil` for the order of arrival.
    ///   - horizon: How much virtual time a run may take.
    ///   - jobLimit: How many jobs a run may take.
    package init(shuffle: UInt64? = nil, horizon: Duration = .seconds(7_200), jobLimit: Int = 50_000) {
        state = Mutex(State(shuffle: shuffle.map { SeededGenerator($0) }))
        self.horizon = horizon
        self.jobLimit = jobLimit
    }

    /// The clock as the engine is given it.
    package var source: TimeSource {
        TimeSource(
            now: { Self.start.addingTimeInterval(self.elapsed / .seconds(1)) },
            elapsed: { self.elapsed },
            sleep: { try await self.sleep($0) }
        )
    }

    /// How much virtual time has passed.
    package var elapsed: Duration { state.withLock { $0.elapsed } }

    /// Does something at a moment.
    package func at(_ moment: Duration, _ action: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.tickets += 1
            state.alarms[state.tickets] = (moment, .action(action))
        }
    }

    /// Runs an operation to its end, all of its tasks on this executor.
    package func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) async throws(Stall) -> Value {
        let hasEnded = Locked(false)
        let task = Task(executorPreference: self) {
            defer { hasEnded.withLock { $0 = true } }
            return await operation()
        }
        let stall: Stall? = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: self.drain { hasEnded.current })
            }
        }
        if let stall {
            task.cancel()
            throw stall
        }
        return await task.value
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    private func drain(until hasEnded: () -> Bool) -> Stall? {
        var done = 0
        while !hasEnded() {
            if let job = nextJob() {
                done += 1
                guard done <= jobLimit else { return .neverRests }
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if let stall = moveOn() {
                return stall
            }
        }
        while let job = nextJob() { job.runSynchronously(on: asUnownedTaskExecutor()) }
        return nil
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            guard !state.jobs.isEmpty else { return nil }
            let index = state.shuffle?.next(below: state.jobs.count) ?? 0
            return state.jobs.remove(at: index)
        }
    }

    /// Moves time to the next deadline and wakes what waits for it.
    private func moveOn() -> Stall? {
        let (alarm, stall): (Alarm?, Stall?) = state.withLock { state in
            let next = state.alarms.min { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
            guard let next else { return (nil, .waitsForNothing) }
            guard next.value.deadline <= horizon else { return (nil, .goesOn(past: horizon)) }
            state.elapsed = max(state.elapsed, next.value.deadline)
            state.alarms[next.key] = nil
            return (next.value.alarm, nil)
        }
        switch alarm {
        case .sleeper(let waiting): waiting.resume()
        case .action(let action): action()
        case nil: break
        }
        return stall
    }

    private func sleep(_ duration: Duration) async throws {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiting: Waiting) in
                let isCancelled = state.withLock { state in
                    if state.cancelled.remove(ticket) != nil { return true }
                    state.alarms[ticket] = (state.elapsed + max(duration, .zero), .sleeper(waiting))
                    return false
                }
                if isCancelled { waiting.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let alarm = state.withLock { state in
                let alarm = state.alarms.removeValue(forKey: ticket)?.alarm
                if alarm == nil { state.cancelled.insert(ticket) }
                return alarm
            }
            if case .sleeper(let waiting) = alarm { waiting.resume(throwing: CancellationError()) }
        }
    }
}
