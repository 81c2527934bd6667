import DequeModule
import NIOCore
import Synchronization

/// Decides which waiter may ask a proxy for a tunnel: one at a time, in order, and none after the proxy has refused the user name or the
/// password. Every further attempt brings the account nearer to being locked, and a password that was accepted before may be refused now.
///
/// A value that does nothing by itself. A waiter is anything that can be notified of its turn later.
struct ProxyQueue<Waiter> {
    /// The notification of a waiter.
    enum Turn {
        case ask
        case refused(ProxyRefusal)
    }

    private var refusal: ProxyRefusal?
    private var isAsking = false
    private var waiting: Deque<Waiter> = []

    /// A waiter needs a tunnel.
    ///
    /// - Returns: The turn, or `nil` when the waiter is notified later.
    mutating func enter(_ waiter: Waiter) -> Turn? {
        if let refusal { return .refused(refusal) }
        guard isAsking else {
            isAsking = true
            return .ask
        }
        waiting.append(waiter)
        return nil
    }

    /// The current waiter has its tunnel, or an error.
    ///
    /// - Returns: The notifications: to the next in line, or after a refusal to all.
    mutating func leave(_ error: (any Error)?) -> [(waiter: Waiter, turn: Turn)] {
        if let refusal = error as? ProxyRefusal, refusal.status == 407 {
            self.refusal = refusal
            defer { waiting = [] }
            return waiting.map { ($0, .refused(refusal)) }
        }
        guard let next = waiting.popFirst() else {
            isAsking = false
            return []
        }
        return [(next, .ask)]
    }
}

/// The queue before a proxy, for all event loops: the waiting side of ``ProxyQueue``.
final class ProxyGate: Sendable {
    private let queue = Mutex(ProxyQueue<EventLoopPromise<Void>>())

    /// Opens a tunnel when its turn comes.
    func pass(
        on loop: any EventLoop,
        _ open: @escaping () -> EventLoopFuture<any Channel>
    ) -> EventLoopFuture<any Channel> {
        let promise = loop.makePromise(of: Void.self)
        if let turn = queue.withLock({ $0.enter(promise) }) { promise.completeWith(turn.result) }
        return promise.futureResult.assumeIsolated().flatMap { [self] in
            let opened = open()
            opened.whenComplete { [self] in leave($0) }
            return opened
        }
        .nonisolated()
    }

    private func leave(_ result: Result<any Channel, any Error>) {
        var error: (any Error)?
        if case .failure(let failure) = result { error = failure }
        for (promise, turn) in queue.withLock({ [error] in $0.leave(error) }) { promise.completeWith(turn.result) }
    }
}

extension ProxyQueue.Turn {
    fileprivate var result: Result<Void, any Error> {
        switch self {
        case .ask: .success(())
        case .refused(let refusal): .failure(refusal)
        }
    }
}
