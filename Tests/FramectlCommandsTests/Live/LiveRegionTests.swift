import DeterministicTesting
import TerminalTesting
import Testing

@testable import FramectlCommands

@Suite("The lines that are drawn again and again")
struct LiveRegionTests {
    /// Feeds as the line discipline of a terminal does it.
    private static func feed(_ text: String, to screen: inout VirtualScreen) {
        screen.feed(text.replacing("\n", with: "\r\n").utf8)
    }

    private static func frame(_ size: TerminalSize, elapsed: Int) -> [LiveLine] {
        let moment = RunMoment(
            pools: [.sample("Theatre", 90, closed: elapsed % 90), .sample("会議室", 9)],
            elapsed: .seconds(elapsed),
            rate: 3,
            activity: .closing(keptTo: nil)
        )
        return LiveFrame(moment: moment, display: .unicode).lines(in: size)
    }

    @Test("replace each other, stand below what is written meanwhile, and go away")
    func redraw() {
        let size = TerminalSize(columns: 40, rows: 8)
        var (screen, region) = (VirtualScreen(columns: 40, rows: 8), LiveRegion())
        Self.feed(
            "The plan\n" + region.draw([LiveLine("one"), LiveLine("two"), LiveLine("three")], in: size),
            to: &screen
        )
        #expect(screen.text == "The plan\none\ntwo\nthree\n")
        Self.feed(region.draw([LiveLine("1"), LiveLine("2")], in: size), to: &screen)
        #expect(screen.text == "The plan\n1\n2\n")
        Self.feed(region.insert("News\n", in: size), to: &screen)
        #expect(screen.text == "The plan\nNews\n1\n2\n")
        Self.feed(region.erase(in: size), to: &screen)
        #expect(screen.text == "The plan\nNews\n")
        #expect(screen.cursor == (2, 0))
        #expect(region.erase(in: size).isEmpty)
        #expect(screen.surprises.isEmpty && screen.showsCursor)
    }

    @Test("are not written again while they are the same")
    func unchanged() {
        var region = LiveRegion()
        let size = TerminalSize(columns: 40, rows: 8)
        #expect(!region.draw([LiveLine("one")], in: size).isEmpty)
        #expect(region.draw([LiveLine("one")], in: size).isEmpty)
        #expect(!region.draw([LiveLine("one")], in: TerminalSize(columns: 41, rows: 8)).isEmpty)
    }

    @Test("leave nothing behind whatever is drawn, written and resized", arguments: UInt64(0)..<40)
    func randomly(seed: UInt64) {
        var random = SeededGenerator(seed)
        var size = TerminalSize(columns: 80, rows: 24)
        var (screen, region) = (VirtualScreen(columns: 80, rows: 24), LiveRegion())
        var (said, shown) = ("", [LiveLine]())
        for step in 0..<40 {
            switch random.next(below: 5) {
            case 0:
                size.columns = random.pick([30, 50, 79, 80, 120, 200])
                screen.resize(columns: size.columns, rows: size.rows)
            case 1:
                let news = "News \(step)\n"
                Self.feed(region.insert(news, in: size), to: &screen)
                said += news
            case 2:
                Self.feed(region.erase(in: size), to: &screen)
                shown = []
            default: break
            }
            if random.chance(80) {
                shown = Self.frame(size, elapsed: step)
                Self.feed(region.draw(shown, in: size), to: &screen)
                let texts = shown.map { $0.text.replacing(/\u{1B}\[[0-9;]*G/, with: "") + "\n" }
                #expect(screen.everything == said + texts.joined(), "step \(step)")
            }
        }
        #expect(screen.surprises.isEmpty)
    }
}
