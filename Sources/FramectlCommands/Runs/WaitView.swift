import FrameAPI
import FrameOperations
import FrameWording
import Synchronization

/// Shows a wait while it happens: a line for each change, and a heartbeat, in place at a terminal.
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

    /// Shows the result of a check, when it is new.
    func observe(_ fact: EmptyFact) {
        current.withLock { current in
            if case .checked(let check) = fact {
                if !check.unlistedExclusions.isEmpty {
                    let ids = check.unlistedExclusions.map { Excerpt.of($0.value, limit: 120) }.joined(separator: ", ")
                    context.terminal.writeText("Excluded sessions that are not listed: \(ids).\n")
                }
                current.status = EmptyResult.words(sessions: check.inScope, pools: check.pools)
            }
            guard current.said != fact.words else { return }
            current.said = fact.words
            context.terminal.writeText(fact.words + "\n")
        }
    }

    /// Shows the heartbeat while some work runs.
    func show<Value>(_ work: () async throws -> Value) async throws -> Value {
        defer { screen.erase() }
        async let _ = beatUntilCancelled()
        return try await work()
    }

    private func beatUntilCancelled() async {
        while !Task.isCancelled {
            try? await context.time.sleep(display.isLive ? Self.frame : Self.heartbeat)
            if !Task.isCancelled { beat() }
        }
    }

    private func beat() {
        let status = current.withLock { $0.status }
        let line = Self.heartbeat(status, after: context.time.elapsed() - began, of: deadline)
        if display.isLive {
            screen.draw { [LiveLine(display.shown(line, columns: max(1, $0.columns - 1)))] }
        } else {
            context.terminal.writeText(line + "\n")
        }
    }

    /// The heartbeat. A check may continue past the deadline, and so may the one that has to confirm that nothing is listed.
    static func heartbeat(_ status: String, after elapsed: Duration, of deadline: Duration) -> String {
        let (seconds, most) = (Int(elapsed / .seconds(1)), DurationArgument(deadline).text)
        return elapsed <= deadline
            ? "Waiting: \(status), \(seconds) s of at most \(most)"
            : "Waiting: \(status), \(seconds) s; finishing the last check (deadline \(most))"
    }
}
