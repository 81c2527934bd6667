import NIOCore
import Synchronization

/// Lets connections through a proxy one at a time until the first has come about, and none any more once it has refused the user name
/// or the password: every further attempt brings the account nearer to being locked. Belongs to one event loop.
final class ProxyGate {
    /// That a proxy has refused, for all event loops of a transport.
    final class Refusal: Sendable {
        private let kept = Mutex<ProxyRefusal?>(nil)

        var value: ProxyRefusal? { kept.withLock { $0 } }

        func keep(_ refusal: ProxyRefusal) { kept.withLock { $0 = refusal } }
    }

    private let loop: any EventLoop
    private let refusal: Refusal
    private var isProven = false
    private var waiting: [EventLoopPromise<Void>] = []
    private var isTrying = false

    init(loop: any EventLoop, refusal: Refusal) {
        self.loop = loop
        self.refusal = refusal
    }

    /// Opens a connection when it may be tried.
    func pass(_ open: @escaping () -> EventLoopFuture<any Channel>) -> EventLoopFuture<any Channel> {
        if let refused = refusal.value { return loop.makeFailedFuture(refused) }
        if isProven { return noting(open()) }
        guard isTrying else {
            isTrying = true
            return noting(open())
        }
        let turn = loop.makePromise(of: Void.self)
        waiting.append(turn)
        return turn.futureResult.assumeIsolated().flatMap { [self] in pass(open) }.nonisolated()
    }

    private func noting(_ opened: EventLoopFuture<any Channel>) -> EventLoopFuture<any Channel> {
        opened.assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success: isProven = true
            case .failure(let refused as ProxyRefusal) where refused.status == 407: refusal.keep(refused)
            case .failure: break
            }
            isTrying = false
            // The first of them tries in turn, unless there is nothing more to try.
            let turns = waiting
            waiting = []
            for turn in turns { turn.succeed() }
        }
        return opened
    }
}
