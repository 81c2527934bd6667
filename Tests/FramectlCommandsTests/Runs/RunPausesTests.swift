import FoundationEssentials
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("The pauses of a run")
struct RunPausesTests {
    private static func words(_ pauses: [(at: Double, seconds: Double)], end: Double? = nil) -> String? {
        var all: RunPauses?
        for pause in pauses {
            all.add(Throttled(seconds: pause.seconds, detail: "slow down"), at: Date(timeIntervalSince1970: pause.at))
        }
        return all?.words(endingBy: end.map { Date(timeIntervalSince1970: $0) })
    }

    @Test("are as long as the time in which nothing was sent, however many ask for it at once")
    func overlapping() {
        #expect(Self.words([(0, 2), (10, 2)]) == "paused 2 times, for 4 s: slow down")
        #expect(Self.words([(0, 1), (0.1, 1), (0.2, 1), (0.3, 0.2)]) == "paused 4 times, for 2 s: slow down")
        #expect(Self.words([(0, 5), (1, 2), (5, 1), (7, 1)]) == "paused 4 times, for 7 s: slow down")
        #expect(Self.words([(0, 5)]) == "paused for 5 s: slow down")
        #expect(Self.words([]) == nil)
    }

    @Test("end with the run")
    func ending() {
        #expect(Self.words([(0, 30)], end: 3) == "paused for 3 s: slow down")
        #expect(Self.words([(0, 1), (2, 30)], end: 4) == "paused 2 times, for 3 s: slow down")
    }
}
