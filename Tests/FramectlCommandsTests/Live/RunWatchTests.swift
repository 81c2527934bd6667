import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("What is known of a run that is under way")
struct RunWatchTests {
    /// A watch, the state that the engine would have, and a clock that is set by hand.
    private final class Run {
        var watch = RunWatch(deadline: .seconds(300))
        var state = RunState()
        var now: Duration = .seconds(100)

        init(sessions: Int) throws {
            for fact in try PoolCountsTests.beginning([("Theatre", sessions)]) { note(fact) }
        }

        func note(_ fact: RunEvent.Fact) {
            let time = Date(timeIntervalSince1970: 1_700_000_000 + (now / .seconds(1)))
            let event = RunEvent(sequence: state.lastSequence + 1, time: time, fact: fact)
            state.apply(event)
            let now = now
            watch.note(event, state.progress) { now }
        }

        func answer(_ numbers: Range<Int>, _ meaning: DeleteAnswer.Meaning = .accepted) {
            for number in numbers {
                note(
                    .answered(
                        Answered(
                            session: SessionID("p0s\(number)"),
                            meaning: meaning,
                            status: nil,
                            serviceTime: nil,
                            detail: nil
                        )
                    )
                )
            }
        }

        func moment(keptRate: Double? = nil) -> RunMoment? {
            watch.moment(at: now, pools: rows, newcomers: state.newcomers.count, keptRate: keptRate)
        }

        var rows: [PoolRow] { state.pools.map { PoolRow($0) { $0 } } }
    }

    @Test("is nothing before the first event and after the last")
    func ends() throws {
        var watch = RunWatch(deadline: .seconds(1))
        let nothing = watch.moment(at: .seconds(5), pools: [], newcomers: 0, keptRate: nil)
        #expect(nothing == nil)
        let run = try Run(sessions: 1)
        #expect(run.moment() != nil)
        run.note(.finished(Conclusion(.complete)))
        #expect(run.moment() == nil)
        #expect(run.watch.elapsed(at: .seconds(107)) == .seconds(7))
        #expect(run.watch.title == "Contoso Training, run r")
    }

    @Test("has the rate of the last ten seconds, and the time that is left at that rate")
    func rate() throws {
        let run = try Run(sessions: 1_000)
        #expect(run.moment()?.rate == nil)
        for second in 0..<20 {
            run.now += .seconds(1)
            run.answer(second < 10 ? second * 5..<second * 5 + 5 : 50 + (second - 10) * 20..<70 + (second - 10) * 20)
            _ = run.moment()
        }
        let moment = try #require(run.moment())
        #expect(moment.elapsed == .seconds(20))
        #expect(moment.rate == 20)
        #expect(moment.timeLeft == .seconds(750 / 20.0))
        #expect(moment.doing == "Closing as fast as the service answers")
        #expect(run.moment(keptRate: 21)?.doing == "Closing, kept to 21 requests a second")
        #expect(moment.timing == ["20 s", "20/s", "about 38 s left", "250 of 1000 answered"])
    }

    @Test("tells of a pause until its end, and counts it in")
    func pause() throws {
        let run = try Run(sessions: 100)
        run.now += .seconds(10)
        run.answer(0..<50)
        run.note(.throttled(Throttled(seconds: 30, detail: "the service answered 429")))
        let moment = try #require(run.moment())
        #expect(moment.doing == "Rate limited; retrying in 30 s, at 22:15:40 UTC: the service answered 429")
        #expect(moment.timeLeft == .seconds(40))
        run.now += .seconds(29)
        #expect(run.moment()?.doing.hasPrefix("Rate limited; retrying in 1 s") == true)
        run.now += .seconds(1)
        let after = try #require(run.moment())
        #expect(after.doing == "Closing as fast as the service answers")
        #expect(after.timeLeft == .seconds(40), "where nothing came lately, the rate of the whole run counts")
    }

    @Test("tells how long sessions that are closing are waited for, from the last answer on")
    func waiting() throws {
        let run = try Run(sessions: 3)
        run.now += .seconds(5)
        run.answer(0..<3)
        run.now += .seconds(20)
        let moment = try #require(run.moment())
        #expect(moment.doing == "Waiting for 3 sessions to end, at most 4 m 40 s more")
        #expect(moment.rate == nil && moment.timeLeft == nil)
        run.note(.closed(Sighting(session: "p0s0", pool: "p0")))
        run.note(.closed(Sighting(session: "p0s1", pool: "p0")))
        #expect(run.moment()?.doing == "Waiting for 1 session to end, at most 4 m 40 s more")
        run.note(.sweeping(Sweeping(round: 1, targets: [Plan.Target(id: "p0s7", poolID: "p0")])))
        #expect(run.moment()?.doing == "Closing as fast as the service answers")
    }

    @Test("tells of the site's command, of an interruption and of a stop")
    func states() throws {
        let run = try Run(sessions: 3)
        run.note(.hook(Hook(moment: .before, command: "x")))
        #expect(run.moment()?.doing == "Running the command before the close")
        run.note(.hook(Hook(moment: .before, command: "x", end: .exited(0))))
        #expect(run.moment()?.doing == "Closing as fast as the service answers")
        run.note(.stopped(Stopped(.failures, detail: "")))
        #expect(run.moment()?.doing == "Nothing more is sent; checking once more")
        run.note(.interrupted)
        #expect(run.moment()?.doing == "Finishing what is in flight; Ctrl-C again stops at once")
        #expect(run.moment()?.timeLeft == nil)
    }

    @Test("of a run that is gone on with counts only what this process does into the rate")
    func resumed() throws {
        let earlier = try Run(sessions: 100)
        earlier.answer(0..<60)
        var watch = RunWatch(deadline: .seconds(300))
        watch.begin(with: earlier.state)
        let resumed = RunEvent(
            sequence: 900,
            time: Date(timeIntervalSince1970: 1_700_000_000),
            fact: .resumed(Resumed(origin: Origin(user: "u", host: "h", pid: 2, version: "v"), clientID: "c"))
        )
        earlier.state.apply(resumed)
        watch.note(resumed, earlier.state.progress) { .seconds(1_000) }
        let later = watch.moment(at: .seconds(1_010), pools: earlier.rows, newcomers: 0, keptRate: nil)
        let moment = try #require(later)
        #expect(moment.all.targets == 100 && moment.all.handled == 60)
        #expect(moment.rate == 0)
        #expect(moment.timeLeft == nil)
        #expect(moment.elapsed == .seconds(10))
    }

    @Test("writes short what has little room")
    func brevity() {
        #expect(
            [0, 0.2, 59, 59.5, 60, 3_599, 3_600, 7_325].map { Duration.seconds($0).brief } == [
                "0 s", "1 s", "59 s", "1 m 00 s", "1 m 00 s", "59 m 59 s", "1 h 00 m", "2 h 02 m",
            ]
        )
        #expect(
            [0, 0.04, 0.5, 1, 9.94, 9.96, 48.3, 1_234.5].map(\.brief) == [
                "0", "0", "0.5", "1", "9.9", "10", "48", "1235",
            ]
        )
    }
}
