import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("A service that is rate limited")
struct PauseNewsTests {
    private let pause = Throttled(seconds: 1, detail: "429")

    @Test("is told of once, and then with a count at each heartbeat")
    func count() {
        var news = PauseNews()
        #expect(news.line(for: pause) == "Rate limited by the service; retrying in 1 s (429)")
        for _ in 1...11 { #expect(news.line(for: pause) == nil) }
        #expect(news.summary() == "Rate limited by the service 11 more times (429)")
        #expect(news.line(for: pause) == nil)
        #expect(news.summary() == "Rate limited by the service 1 more time (429)")
        #expect(news.summary() == nil)
        #expect(news.line(for: pause) != nil, "after a while without any it is news again")
    }

    @Test("and one pause between two heartbeats is one line")
    func single() {
        var news = PauseNews()
        #expect(news.line(for: Throttled(seconds: 0.2, detail: "429")) == nil, "too short to be told of")
        #expect(news.line(for: pause) != nil)
        #expect(news.summary() == nil)
    }
}
