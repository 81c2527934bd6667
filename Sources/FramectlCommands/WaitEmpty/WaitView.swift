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

    /// Shows what a check showed, when it is something new.
    func observe(_ fact: EmptyFact) {
        current.withLock { current in
            if case .checked(let check) = fact {
                if !check.unlistedExclusions.isEmpty {
                    let ids = check.unlistedExclusions.map { Excerpt.of($0.value, limit: 120) }.joined(separator: ", ")
                    context.terminal.writeText("Excluded sessions that are not listed: \(ids).\n")
                }
                current.status = EmptyResult.words(sessions: check.inScope, pools: check.pools)
            }
            let sentence = Self.sentence(for: fact)
            guard current.said != sentence else { return }
            current.said = sentence
            context.terminal.writeText(sentence + "\n")
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
        case .failed(let error):
            return "A listing failed: \(Excerpt.of(error.detail, limit: 200))"
        case .checked(let check) where check.inScope == 0 && check.mayBeTruncated:
            return "No session in scope is listed, but the listing, of \(check.sessions) sessions, may be truncated"
        case .checked(let check):
            let words = EmptyResult.words(sessions: check.inScope, pools: check.pools)
            return words.prefix(1).uppercased() + words.dropFirst()
                + (check.unverified > 0 ? "; no longer listed, and not confirmed to be gone: \(check.unverified)" : "")
                + (check.unknown > 0 ? "; listed without a usable id, pool or kind: \(check.unknown)" : "")
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
            context.terminal.writeText(line + "\n")
        }
    }
}
