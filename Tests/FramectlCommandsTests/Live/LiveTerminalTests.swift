import Synchronization
import TerminalTesting
import Testing

@testable import FramectlCommands

@Suite("A terminal with lines that are drawn again and again")
struct LiveTerminalTests {
    /// A terminal whose screen can be looked at; it can be made to lag behind.
    private final class Screen: Terminal {
        let screen = Mutex(VirtualScreen(columns: 40, rows: 10))
        let isBehind = Mutex(false)
        /// What is drawn on it, as long as it is; `nil` behind a shell too.
        let drawing = Mutex<ScreenDrawing?>(nil)
        let isOfShell = Mutex(false)
        let showsOutput: Bool

        init(showsOutput: Bool = true) {
            self.showsOutput = showsOutput
        }

        var text: String { screen.withLock { $0.text } }

        func write(_ text: String, to stream: OutputStream) -> Bool {
            if stream == .talk || showsOutput {
                screen.withLock { $0.feed(text.replacing("\n", with: "\r\n").utf8) }
            }
            return !isBehind.withLock { $0 }
        }

        func readLine(isSecret: Bool) async -> String? { nil }
        func isInteractive(_ stream: StandardStream) -> Bool { stream != .output || showsOutput }
        func size() -> TerminalSize { TerminalSize(columns: 40, rows: 10) }

        func hold(for drawing: ScreenDrawing) -> Bool {
            guard !isOfShell.withLock({ $0 }) else { return false }
            self.drawing.withLock { $0 = drawing }
            return true
        }

        func release() { drawing.withLock { $0 = nil } }
    }

    @Test("keeps data and talk above them")
    func above() {
        let screen = Screen()
        let terminal = LiveTerminal(screen)
        terminal.draw { _ in [LiveLine("one"), LiveLine("two")] }
        terminal.write("talk\n", to: .talk)
        #expect(screen.text == "talk\none\ntwo\n")
        terminal.write("data\n", to: .output)
        #expect(screen.text == "talk\ndata\n")
        terminal.draw { _ in [LiveLine("one"), LiveLine("two")] }
        #expect(screen.text == "talk\ndata\none\ntwo\n")
        terminal.erase()
        #expect(screen.text == "talk\ndata\n")
    }

    @Test("leaves them alone when data goes elsewhere")
    func elsewhere() {
        let screen = Screen(showsOutput: false)
        let terminal = LiveTerminal(screen)
        terminal.draw { _ in [LiveLine("one")] }
        terminal.write("data\n", to: .output)
        #expect(screen.text == "one\n")
    }

    @Test("takes them away before the process is stopped, and draws them anew below what was written meanwhile")
    func stopped() throws {
        let screen = Screen()
        let terminal = LiveTerminal(screen)
        terminal.draw { _ in [LiveLine("one"), LiveLine("two")] }
        let drawing = try #require(screen.drawing.withLock { $0 })
        drawing.pause()
        terminal.draw { _ in [LiveLine("three")] }
        #expect(screen.text == "", "nothing is drawn while the process is about to be stopped")
        _ = screen.write("of the shell\n", to: .talk)
        drawing.resume()
        terminal.draw { _ in [LiveLine("three")] }
        #expect(screen.text == "of the shell\nthree\n")
        terminal.erase()
        #expect(screen.text == "of the shell\n")
        #expect(screen.drawing.withLock { $0 == nil }, "the screen is given back")
    }

    @Test("draws nothing behind a shell, where messages are still written")
    func background() {
        let screen = Screen()
        let terminal = LiveTerminal(screen)
        screen.isOfShell.withLock { $0 = true }
        terminal.draw { _ in [LiveLine("one")] }
        terminal.write("message\n", to: .talk)
        #expect(screen.text == "message\n")
    }

    @Test("draws nothing while what was written before is not read yet")
    func behind() {
        let screen = Screen()
        let terminal = LiveTerminal(screen)
        terminal.draw { _ in [LiveLine("one")] }
        screen.isBehind.withLock { $0 = true }
        terminal.draw { _ in [LiveLine("two")] }
        #expect(screen.text == "one\n")
        screen.isBehind.withLock { $0 = false }
        terminal.draw { _ in [LiveLine("three")] }
        #expect(screen.text == "three\n")
    }
}
