package import FoundationEssentials
import Synchronization

/// The simulated service: runs a scenario, checks signatures, closes sessions, stores every request.
///
/// Everything is computed when a request arrives, from the clock that is passed in: there is no background work, so virtual time works as
/// well as real time. The same scenario, seed, clock values and requests give the same bytes.
package final class Simulator: Sendable {
    package let scenario: Scenario
    private let now: @Sendable () -> Date
    private let state: Mutex<SimulatorState>

    /// The clock is read once on creation and once for each request, under the lock of the simulator, so it must not call back. A clock
    /// that goes back undoes nothing.
    package init(scenario: Scenario, seed: UInt64, now: @escaping @Sendable () -> Date) {
        self.scenario = scenario
        self.now = now
        state = Mutex(SimulatorState(scenario: scenario, seed: seed, start: Moment(now())))
    }

    /// Answers one request. Safe to call from any thread; requests are processed one after the other.
    package func respond(to request: SimulatedRequest) -> SimulatedResponse {
        state.withLock { state in
            state.respond(to: request, at: Moment(now()))
        }
    }

    /// Every received request, the oldest first. It grows without a limit.
    package var history: [HistoryEntry] {
        state.withLock { $0.history }
    }

    /// The entries of the history after this sequence number.
    package func history(after sequence: Int) -> ArraySlice<HistoryEntry> {
        state.withLock { $0.history.dropFirst(max(sequence, 0)) }
    }

    /// The ids that the listing shows now, of any pool, including closing and stuck ones; empty for an unknown account. Not a request: it
    /// leaves no trace in the history.
    package func liveSessionIDs(account: String) -> Set<String> {
        state.withLock { state in
            state.advance(to: state.serviceClock(Moment(now())))
            return state.accountIndex[account].map { state.accounts[$0].sessions.listedIDs } ?? []
        }
    }
}
