import FrameAPI
import FrameOperations
import Synchronization

/// Shows a wait while it happens: a line whenever something changes, and a heartbeat, in place at a terminal.
final class WaitView: Sendable {
    private let deadline: Duration
    private let context: CommandContext
    private let display: Display
    private let screen: LiveTerminal
    private let began: Duration
    private let current = Mutex(Current())

    private struct Current {
        var status = "listing"
        var said: String?
    }

    private static let frame: Duration = .seconds(1)
    private static let heartbeat: Duration = .seconds(5)

    init(deadline: Duration, screen: LiveTerminal, context: CommandContext) {
        self.deadline = deadline
        self.screen = screen
        self.context = context
        display = Display(context)
        began = context.time.elapsed()
    }

    /// Shows what a look showed, when it is something new.
    func observe(_ fact: EmptyFact) {
        current.withLock { current in
            if case .looked(let look) = fact {
                current.status = EmptyResult.words(sessions: look.inScope, pools: look.pools)
            }
            let sentence = Self.sentence(for: fact)
            guard current.said != sentence else { return }
            current.said = sentence
            context.terminal.write(sentence + "\n", to: .talk)
        }
    }

    /// Shows the heartbeat while something is done.
    func show<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        defer { screen.erase() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await self.beatUntilCancelled()
                return nil
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let value = ended { return value }
            }
            throw CancellationError()
        }
    }

    private static func sentence(for fact: EmptyFact) -> String {
        switch fact {
        case .lookFailed(let error):
            return "A listing failed and says nothing: \(Excerpt.of(error.detail, limit: 200))"
        case .looked(let look) where look.inScope == 0 && look.mayBeCut:
            return
                "No session in scope is listed, but the listing holds exactly \(look.sessions) sessions and may be cut"
        case .looked(let look):
            let words = EmptyResult.words(sessions: look.inScope, pools: look.pools)
            return words.prefix(1).uppercased() + words.dropFirst()
                + (look.unknown > 0 ? "; not to be judged, and not waited for: \(look.unknown)" : "")
        }
    }

    private func beatUntilCancelled() async {
        while !Task.isCancelled {
            try? await context.time.sleep(display.isLive ? Self.frame : Self.heartbeat)
            if !Task.isCancelled { beat() }
        }
    }

    private func beat() {
        let seconds = Int((context.time.elapsed() - began) / .seconds(1))
        let most = DurationArgument(deadline).text
        let status = current.withLock { $0.status }
        let line = "Waiting: \(status), \(seconds) s of at most \(most)"
        if display.isLive {
            screen.draw { [LiveLine(display.shown(line, columns: max(1, $0.columns - 1)))] }
        } else {
            context.terminal.write(line + "\n", to: .talk)
        }
    }
}
