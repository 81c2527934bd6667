import DequeModule
import NIOCore
import Synchronization

/// Asks a proxy for one tunnel at a time, whichever event loop needs it, and for none any more once it has refused the user name or the
/// password: every further attempt brings the account nearer to being locked, and a password that was taken before may be refused now.
final class ProxyGate: Sendable {
    private struct State {
        var refusal: ProxyRefusal?
        var isAsking = false
        var waiting: Deque<EventLoopPromise<Void>> = []
    }

    private let state = Mutex(State())

    /// Opens a tunnel when it is this one's turn.
    func pass(
        on loop: any EventLoop,
        _ open: @escaping () -> EventLoopFuture<any Channel>
    ) -> EventLoopFuture<any Channel> {
        let turn = loop.makePromise(of: Void.self)
        let answer: Result<Void, any Error>? = state.withLock { state in
            if let refusal = state.refusal { return .failure(refusal) }
            guard state.isAsking else {
                state.isAsking = true
                return .success(())
            }
            state.waiting.append(turn)
            return nil
        }
        if let answer { turn.completeWith(answer) }
        return turn.futureResult.assumeIsolated().flatMap { [self] in
            let opened = open()
            opened.whenComplete { self.ended($0) }
            return opened
        }
        .nonisolated()
    }

    private func ended(_ result: Result<any Channel, any Error>) {
        if case .failure(let refusal as ProxyRefusal) = result, refusal.status == 407 {
            let waiting = state.withLock { state in
                state.refusal = refusal
                defer { state.waiting = [] }
                return state.waiting
            }
            for turn in waiting { turn.fail(refusal) }
        } else {
            let next = state.withLock { state in
                let next = state.waiting.popFirst()
                state.isAsking = next != nil
                return next
            }
            next?.succeed()
        }
    }
}
