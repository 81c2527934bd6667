import Foundation
import FrameOperations
import TerminalTesting
import Testing

@testable import FramectlCommands

@Suite("The picture of a run")
struct LiveFrameTests {
    private func expectGolden(_ screen: String, named name: String, at place: SourceLocation = #_sourceLocation) throws
    {
        let shown = screen.replacing("\u{1B}", with: "␛")
        #expect(
            try shown == GoldenScreen.text(named: name, recording: shown),
            "\(name):\n\(shown)",
            sourceLocation: place
        )
    }

    @Test("shows pools, counts, rate, pace and time left at every width", arguments: [40, 80, 120, 200])
    func widths(columns: Int) throws {
        let text = LiveFrame(moment: .closing, display: .unicode).text(columns: columns)
        try expectGolden(text, named: "closing-\(columns)")
    }

    @Test("is ASCII where the locale has nothing else", arguments: [40, 80])
    func ascii(columns: Int) throws {
        let text = LiveFrame(moment: .closing, display: .ascii).text(columns: columns)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        try expectGolden(text, named: "closing-ascii-\(columns)")
    }

    @Test("has colours where they are wanted, and the same text")
    func colours() throws {
        let text = LiveFrame(moment: .closing, display: .coloured).text(columns: 80)
        try expectGolden(text, named: "closing-colours-80")
        let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == LiveFrame(moment: .closing, display: .unicode).text(columns: 80))
    }

    @Test(
        "of more pools than there is room for shows those with the most left, in their order, and the rest in one row"
    )
    func manyPools() throws {
        let text = LiveFrame(moment: .of(pools: 40, sessions: 5), display: .unicode).text(columns: 80, rows: 12)
        try expectGolden(text, named: "many-pools-80x12")
    }

    @Test("of a hundred thousand sessions")
    func large() throws {
        let text = LiveFrame(moment: .of(pools: 125, sessions: 13), display: .unicode).text(columns: 100, rows: 16)
        try expectGolden(text, named: "large-100x16")
    }

    @Test("keeps its columns whatever the names are: long, wide, marked, hostile", arguments: [40, 80])
    func names(columns: Int) throws {
        let names = [
            "会議室 Δ", "🎪 Big top", "Cafe\u{301}", "Evil\u{1B}[2J\r\n\u{202E}name", "한국어 강의실",
            "A name that goes on and on, for longer than anybody would like to read it on any screen at all",
        ]
        let pools = names.map { PoolRow.sample($0, 10, closed: 4, answered: 3) }
        let moment = RunMoment(pools: pools, elapsed: .seconds(1), activity: .waiting(.seconds(300)))
        var screen = VirtualScreen(columns: columns, rows: 24)
        let frame = LiveFrame(moment: moment, display: .unicode).text(columns: columns)
        screen.feed(frame.replacing("\n", with: "\r\n").utf8)
        #expect(screen.surprises.isEmpty)
        try expectGolden(screen.text, named: "names-\(columns)")
    }

    @Test("of no session at all tells how long it looks")
    func nobody() {
        let moment = RunMoment(pools: [], elapsed: .seconds(3), activity: .waiting(.seconds(297)))
        let text = LiveFrame(moment: moment, display: .unicode).text(columns: 80)
        #expect(text == "0 of 0 gone, 0 left\n3 s\nChecking whether any session is left, at most 4 m 57 s more\n")
    }

    @Test("shows those who were gone already in a column of their own, when there are any")
    func alreadyGone() {
        let moment = RunMoment(
            pools: [.sample("Theatre", 9, closed: 2, alreadyGone: 1)],
            elapsed: .seconds(3),
            activity: .stopped
        )
        let lines = LiveFrame(moment: moment, display: .ascii).text(columns: 80).split(separator: "\n")
        #expect(lines[0].hasSuffix("CLOSED  ALREADY GONE  LEFT  FAILED"))
        #expect(lines[1].hasSuffix("     2             1     6       0"))
    }

    @Test("says what the run is doing, and until when")
    func activities() {
        let until = Date(timeIntervalSince1970: 1_700_000_000)
        let sentences: [(RunMoment.Activity, String)] = [
            (.hook(.before), "Running the command before the close"),
            (.closing(keptTo: nil), "Closing as fast as the service answers"),
            (.closing(keptTo: 0.5), "Closing, kept to 0.5 requests a second"),
            (
                .pausing(.milliseconds(5_200), until: until, reason: "the service answered 429"),
                "Rate limited; retrying in 6 s, at 22:13:20 UTC: the service answered 429"
            ),
            (.waiting(.seconds(3_600)), "Waiting for 7 sessions to end, at most 1 h 00 m more"),
            (.finishing, "Finishing what is in flight; Ctrl-C again stops at once"),
            (.stopped, "Nothing more is sent; checking once more"),
        ]
        for (activity, sentence) in sentences {
            #expect(
                LiveFrame(moment: .doing(activity), display: .unicode).text(columns: 90).hasSuffix("\n\(sentence)\n")
            )
        }
    }

    @Test("never passes the size of the terminal", arguments: [Display.unicode, .ascii, .coloured])
    func fits(display: Display) {
        for moment in [RunMoment.closing, .of(pools: 40, sessions: 5), .doing(.waiting(.seconds(9)))] {
            for columns in [1, 2, 5, 10, 24, 25, 26, 39, 40, 60, 61, 62, 79, 80, 120, 200] {
                for rows in [1, 2, 3, 4, 5, 24] {
                    let lines = LiveFrame(moment: moment, display: display)
                        .lines(in: TerminalSize(columns: columns, rows: rows))
                    #expect(!lines.isEmpty && lines.count <= max(1, rows - 1), "\(columns) × \(rows)")
                    for line in lines {
                        let plain =
                            line.text.contains("\u{1B}")
                            ? line.text.replacing(/\u{1B}\[[0-9;]*[mG]/, with: "") : line.text
                        #expect(ColumnWidth.of(plain) == line.columns)
                        #expect(line.columns <= max(1, columns - 1), "\(columns) × \(rows): \(plain)")
                    }
                }
            }
        }
    }
}
