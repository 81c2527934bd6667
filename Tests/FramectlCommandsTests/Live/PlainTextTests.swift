import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("A run in plain lines")
struct PlainTextTests {
    @Test("off a terminal has the facts of the picture")
    func beat() {
        #expect(
            PlainBeat(moment: .closing).text == """
                12 s: 33 of 1158 gone, 1125 left, 1 failed, 48/s, about 1 m 18 s left, 291 of 1158 answered, 2 new. \
                Closing, kept to 49 requests a second
                  gone by pool: Hall A, demo stations 24/24, Hall B, hands-on lab 8/19, Theatre 1/9, Reception kiosks 0/1106

                """
        )
    }

    @Test("names the pools with the most left, and the rest in one")
    func manyPools() {
        let lines = PlainBeat(moment: .of(pools: 40, sessions: 5)).text.split(separator: "\n")
        #expect(
            lines.last
                == "  gone by pool: Room 37 37/185, Room 38 38/190, Room 39 39/195, Room 40 40/200, and 36 pools more 666/3330"
        )
    }

    @Test("of one pool needs no names")
    func onePool() {
        #expect(
            PlainBeat(moment: .doing(.waiting(.seconds(9)))).text
                == "1 m 05 s: 2 of 9 gone, 7 left. Waiting for 7 sessions to end, at most 9 s more\n"
        )
    }

    @Test(
        "says after each check how many sessions remain",
        arguments: [
            (1, 0, "1 session remaining"), (27, 0, "27 sessions remaining"),
            (5, 2, "5 sessions remaining; not listed, and not confirmed to be gone: 2"),
        ]
    )
    func remaining(left: Int, missing: Int, sentence: String) {
        let listed = Listed(
            round: 1,
            sessions: 30,
            left: left,
            newcomers: 0,
            missing: missing,
            unreadable: 0,
            truncated: nil,
            witness: true,
            asked: missing,
            agreed: 0,
            age: 0,
            distrusted: false,
            open: []
        )
        #expect(RunEvent.Fact.listed(listed).news(isLive: false) == sentence)
        #expect(RunEvent.Fact.listed(listed).news(isLive: true) == nil)
    }

    /// The summary of a run of some pools, after some facts.
    private func summary(
        _ pools: [(name: String?, sessions: Int)],
        _ facts: [RunEvent.Fact],
        title: String
    ) throws -> String {
        let facts = try PoolCountsTests.beginning(pools) + facts
        var state = RunState()
        for fact in facts { state.add(fact) }
        let report = try #require(Report(state))
        return RunSummary(report, title: title, elapsed: .seconds(12)) { state.planned?.poolNames[$0] ?? $0.value }
            .text()
    }

    @Test("at its end tells what became of each pool in the words of the report, and how long it took")
    func summary() throws {
        let text = try summary(
            [("Hall A", 2), ("Theatre", 2)],
            [
                .closing(Closing(session: "p0s0", attempt: 1)), .closed(Sighting(session: "p0s0", pool: "p0")),
                .closed(Sighting(session: "p0s1", pool: "p0")), .alreadyGone(Sighting(session: "p1s1", pool: "p1")),
            ],
            title: "Contoso Training, run r"
        )
        #expect(
            text == """
                POOL     CLOSED  ALREADY GONE  NOT STARTED
                Hall A        2             0            0
                Theatre       0             1            1
                All           2             1            1
                Contoso Training, run r, 12 s

                """
        )
    }

    @Test("at its end names no more than twenty pools")
    func longSummary() throws {
        let text = try summary((1...40).map { ("Room \($0)", 1) }, [], title: "x")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 23)
        #expect(lines[20].hasPrefix("and 21 pools more"))
        #expect(lines[21].hasPrefix("All"))
    }
}
