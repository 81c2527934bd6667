package import FrameAPI
import Synchronization

/// Keeps the pace of all requests with one credential to one service, reads and DELETEs alike.
///
/// A sender asks to be admitted, and reports the result afterwards. Waiting senders form a queue.
package final class Pacer: RequestPacing {
    /// A time in which nothing is sent.
    package struct Pause: Sendable {
        /// From now.
        package let length: Duration
        /// The message of the service or the network.
        package let reason: String
    }

    private struct Waiter {
        let number: Int
        var call: StopSwitch
    }

    private struct State {
        var pace: Pace
        var line: [Waiter] = []
        var waiters = 0
        var observe: (@Sendable (Pause) -> Void)?
        /// Why no request has succeeded lately; `nil` when one has.
        var trouble: String?
    }

    private enum Turn {
        case go(PacingTicket)
        case sleep(Duration)
        case wait(StopSwitch)
    }

    private let state: Mutex<State>
    private let time: TimeSource
    private let random: RandomSource

    /// Makes a pacer.
    ///
    /// - Parameters:
    ///   - concurrency: The maximum number of requests in flight.
    ///   - rate: The maximum number of requests in each second, also where the service allows more; `nil` for the service's limit alone.
    ///   - patience: How long no request may succeed before ``isSpent``.
    ///   - time: The clock.
    ///   - random: The source of jitter.
    package init(concurrency: Int, rate: Double? = nil, patience: Duration, time: TimeSource, random: RandomSource) {
        state = Mutex(State(pace: Pace(concurrency: concurrency, rate: rate, patience: patience)))
        self.time = time
        self.random = random
    }

    /// Whether no request has succeeded for longer than the patience.
    package var isSpent: Bool { state.withLock { $0.pace.isSpent } }

    /// The current rate, in requests a second; `nil` for none.
    package var rate: Double? {
        let now = time.elapsed()
        return state.withLock { $0.pace.perSecond(at: now) }
    }

    /// The current cause of delays, as far as it is known here; `nil` for none.
    package var delay: ListingDelay? {
        let now = time.elapsed()
        return state.withLock { state in
            guard state.pace.isHeldBack(at: now) else { return state.trouble.map { .failures($0) } }
            return .heldBack(state.trouble ?? "rate limit")
        }
    }

    /// Reports every pause, while the body runs.
    func observing<Value, Failure: Error>(
        _ observe: @escaping @Sendable (Pause) -> Void,
        during body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        state.withLock { $0.observe = observe }
        defer { state.withLock { $0.observe = nil } }
        return try await body()
    }

    /// Returns when a request may be sent.
    ///
    /// - Returns: The ticket for ``ended(_:_:reason:)``; `nil` when the stop signal was triggered or the task was cancelled first.
    func admit(unless stop: StopSwitch) async -> PacingTicket? {
        guard !stop.isThrown else { return nil }
        let now = time.elapsed()
        let entrance: Result<PacingTicket, InLine> = state.withLock { state in
            if state.line.isEmpty, case .go(let ticket) = state.pace.next(at: now) { return .success(ticket) }
            state.waiters += 1
            state.line.append(Waiter(number: state.waiters, call: StopSwitch()))
            return .failure(InLine(number: state.waiters))
        }
        switch entrance {
        case .success(let ticket): return ticket
        case .failure(let place): return await waitInLine(place.number, unless: stop)
        }
    }

    private struct InLine: Error {
        let number: Int
    }

    private func waitInLine(_ number: Int, unless stop: StopSwitch) async -> PacingTicket? {
        while !stop.isThrown, !Task.isCancelled {
            switch turn(of: number) {
            case .go(let ticket): return ticket
            case .sleep(let duration): await stop.sleep(duration, on: time)
            case .wait(let call): await call.thrown(or: stop)
            }
        }
        leave(number)
        return nil
    }

    private func turn(of number: Int) -> Turn {
        let now = time.elapsed()
        let (turn, next): (Turn, StopSwitch?) = state.withLock { state in
            guard let place = state.line.firstIndex(where: { $0.number == number }) else {
                preconditionFailure("somebody waits who is not in line")
            }
            if place == 0 {
                switch state.pace.next(at: now) {
                case .go(let ticket):
                    state.line.removeFirst()
                    return (.go(ticket), state.line.first?.call)
                case .sleep(let duration):
                    return (.sleep(duration), nil)
                case .wait:
                    break
                }
            }
            state.line[place].call = StopSwitch()
            return (.wait(state.line[place].call), nil)
        }
        next?.stop()
        return turn
    }

    private func leave(_ number: Int) {
        let next = state.withLock { state in
            state.line.removeAll { $0.number == number }
            return state.line.first?.call
        }
        next?.stop()
    }

    /// Takes the result of an admitted request into account.
    ///
    /// - Parameters:
    ///   - ticket: Its ticket.
    ///   - end: Its result.
    ///   - reason: The message of the service or the network, if it failed.
    ///   - longest: The maximum pause where the service requests no wait.
    /// - Returns: How long nothing is sent from now, if that is longer than before.
    @discardableResult
    func ended(
        _ ticket: PacingTicket,
        _ end: AttemptEnd,
        reason: String = "",
        longest: Duration = Pauses.longest
    ) -> Duration? {
        let now = time.elapsed()
        let (length, next, observe) = state.withLock { state in
            let length = state.pace.ended(ticket, end, longest: longest, at: now, using: random)
            switch end {
            case .through: state.trouble = nil
            case .throttled, .failed: state.trouble = reason
            case .withdrawn: break
            }
            return (length, state.line.first?.call, state.observe)
        }
        if let length { observe?(Pause(length: length, reason: reason)) }
        next?.stop()
        return length
    }

    package func admitRead() async -> PacingTicket? {
        await admit(unless: StopSwitch())
    }

    package func readEnded(_ ticket: PacingTicket, _ end: AttemptEnd, reason: String) -> Duration? {
        ended(ticket, end, reason: reason, longest: ReadRetry.longestWait)
    }

    package func learn(_ allowance: RateAllowance) {
        let now = time.elapsed()
        state.withLock { $0.pace.learn(allowance, at: now) }
    }
}
