import Testing

@testable import FramectlCommands

@Suite("A run in plain lines")
struct PlainTextTests {
    @Test("off a terminal has the facts of the picture")
    func beat() {
        #expect(
            PlainBeat(moment: .closing).text == """
                12 s: 33 of 1158 gone, 1125 left, 1 failed, 48/s, about 1 m 18 s left, 291 of 1158 answered, 2 newcomers. \
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

    @Test("at its end tells each pool, whose they are, which run it was and how long it took")
    func summary() {
        #expect(
            RunSummary(moment: .closing, title: "Contoso Training, run r").text == """
                POOL                   CLOSED  LEFT  FAILED
                Hall A, demo stations      24     0       0
                Hall B, hands-on lab        8    11       0
                Theatre                     1     8       1
                Reception kiosks            0  1106       0
                All                        33  1125       1
                Contoso Training, run r, 12 s

                """
        )
    }

    @Test("at its end names no more than twenty pools")
    func longSummary() {
        let lines = RunSummary(moment: .of(pools: 40, sessions: 5), title: "x").text.split(separator: "\n")
        #expect(lines.count == 23)
        #expect(lines[20].hasPrefix("and 21 pools more"))
        #expect(lines[21].hasPrefix("All"))
    }
}
