import FrameAPI
import Synchronization
import Testing

@testable import FramectlCommands

/// A terminal that remembers what was written, and answers with the lines that it was given.
final class RecordingTerminal: Terminal {
    private struct State {
        var output = ""
        var talk = ""
        var lines: [String] = []
    }

    private let state = Mutex(State())
    private let isPerson: Bool
    private let shown: TerminalSize

    init(lines: [String] = [], isPerson: Bool = false, size: TerminalSize = .usual) {
        self.isPerson = isPerson
        shown = size
        state.withLock { $0.lines = lines }
    }

    var output: String { state.withLock { $0.output } }
    var talk: String { state.withLock { $0.talk } }

    func write(_ text: String, to stream: OutputStream) -> Bool {
        state.withLock { state in
            switch stream {
            case .output: state.output += text
            case .talk: state.talk += text
            }
        }
        return true
    }

    func readLine(isSecret: Bool) async -> String? {
        state.withLock { $0.lines.isEmpty ? nil : $0.lines.removeFirst() }
    }

    func isInteractive(_ stream: StandardStream) -> Bool { isPerson }

    func size() -> TerminalSize { shown }
}

extension CommandContext {
    /// A context without settings, whose clock must not be asked to wait.
    static func recording(_ terminal: RecordingTerminal, environment: [String: String] = [:]) -> CommandContext {
        CommandContext(
            environment: environment,
            terminal: terminal,
            time: TimeSource(
                now: { TimeSource.system.now() },
                elapsed: { .zero },
                sleep: { _ in Issue.record("nothing here waits") }
            ),
            random: RandomSource { 4 },
            signals: nil
        )
    }
}
