package import FoundationEssentials
import Synchronization

/// The service in a box: plays a scenario, checks signatures, closes sessions, remembers every request.
///
/// Everything is computed when a request comes, from the clock that is passed in: there is no background work, so
/// virtual time is as good as real time. The same scenario, seed, clock values and requests give the same bytes.
package final class Simulator: Sendable {
    package let scenario: Scenario
    private let now: @Sendable () -> Date
    private let state: Mutex<SimulatorState>

    /// The clock is asked once on creation and once for each request, under the lock of the simulator, so it must
    /// not call back. A clock that goes back undoes nothing.
    package init(scenario: Scenario, seed: UInt64, now: @escaping @Sendable () -> Date) {
        self.scenario = scenario
        self.now = now
        state = Mutex(SimulatorState(scenario: scenario, seed: seed, start: Moment(now())))
    }

    /// Answers one request. Safe to call from any thread; one request is settled after the other.
    package func respond(to request: SimulatedRequest) -> SimulatedResponse {
        state.withLock { state in
            state.respond(to: request, at: Moment(now()))
        }
    }

    /// Every request received, the oldest first. It grows without end.
    package var history: [HistoryEntry] {
        state.withLock { $0.history }
    }

    /// What the history has beyond the entry with this sequence number.
    package func history(after sequence: Int) -> ArraySlice<HistoryEntry> {
        state.withLock { $0.history.dropFirst(max(sequence, 0)) }
    }

    /// The ids that the listing shows now, of any pool, those that are closing or stuck included; empty for an unknown
    /// account. Not a request: it leaves no trace in the history.
    package func liveSessionIDs(account: String) -> Set<String> {
        state.withLock { state in
            state.advance(to: state.serviceClock(Moment(now())))
            return state.accountIndex[account].map { state.accounts[$0].sessions.listedIDs } ?? []
        }
    }
}
