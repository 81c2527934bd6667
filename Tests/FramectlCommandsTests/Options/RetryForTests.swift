import ArgumentParser
import FoundationEssentials
import FrameOperations
import Synchronization
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("--retry-for")
struct RetryForTests {
    private func retry(_ arguments: [String], within end: Duration? = nil) async throws -> Duration {
        try await ConnectionOptions.parsing(arguments).retry(within: end).limit
    }

    @Test("is 30 s, or what is given; it ends with the window of --between at the latest, and lasts as long by default")
    func limits() async throws {
        #expect(try await retry([]) == .seconds(30))
        #expect(try await retry(["--retry-for", "5m"]) == .seconds(300))
        #expect(try await retry(["--retry-for", "0s"]) == .zero)
        #expect(try await retry([], within: .seconds(1_800)) == .seconds(1_800))
        #expect(try await retry([], within: .seconds(7)) == .seconds(7))
        #expect(try await retry(["--retry-for", "5m"], within: .seconds(1_800)) == .seconds(300))
        #expect(try await retry(["--retry-for", "30m"], within: .seconds(60)) == .seconds(60))
    }

    @Test(
        "is bounded by the end of the window",
        arguments: [
            ("18:00-18:30", "18:00", 0, 1_800), ("18:00-18:30", "18:29", 30, 30), ("18:00-18:30", "18:29", 59, 1),
            ("23:30-0:30", "23:45", 15, 2_685), ("23:30-24:00", "23:59", 0, 60),
            ("00:00-24:00", "00:00", 0, 86_400), ("00:00-24:00", "00:01", 0, 86_340),
        ]
    )
    func window(_ window: String, _ clock: String, _ second: Int, _ seconds: Int) throws {
        let time = try TimeOfDay(parsing: clock)
        var context = CommandContext.recording(RecordingTerminal())
        context.localTime = { _ in time }
        // Whatever the hour is elsewhere, the minute is as old.
        context.time.now = { Date(timeIntervalSince1970: Double(1_700_000_040 + second)) }
        let option = try WindowOption.parse(["--between", window])
        #expect(option.remaining(in: context) == .seconds(seconds))
        #expect(try WindowOption.parse([]).remaining(in: context) == nil)
    }

    private func notice(
        _ detail: String,
        _ code: FrameAPIError.Code = .unreachable,
        wait: Duration = .zero
    ) -> RetryNotice {
        let error = FrameAPIError(code, detail: detail, remedy: "")
        return RetryNotice(error: error, wait: wait, limit: .seconds(30))
    }

    @Test("is told of once for a reason, again after half a minute, and never twice in a second")
    func news() {
        let clock = Clock()
        let news = RetryNews(time: TimeSource(now: { Date.now }, elapsed: { clock.now }, sleep: { _ in }))
        func lines(at milliseconds: Int, _ notice: RetryNotice) -> String? {
            clock.set(.milliseconds(milliseconds))
            return news.line(for: notice)
        }
        let refused = "Retrying for up to 30 s: connection refused by 127.0.0.1:9"
        #expect(lines(at: 0, notice("connection refused by 127.0.0.1:9")) == refused)
        for moment in stride(from: 100, to: 29_999, by: 100) {
            #expect(lines(at: moment, notice("connection refused by 127.0.0.1:9")) == nil)
        }
        #expect(lines(at: 30_000, notice("connection refused by 127.0.0.1:9")) == refused)
        #expect(lines(at: 30_999, notice("the service answered 503")) == nil)
        #expect(
            lines(at: 31_000, notice("the service answered 503")) == "Retrying for up to 30 s: the service answered 503"
        )
        let limited = notice("the service answered 429: slow", .throttled, wait: .seconds(5))
        #expect(
            lines(at: 40_000, limited)
                == "Rate limited by the service; retrying in 5 s (the service answered 429: slow)"
        )
        let briefly = notice("the service answered 429", .throttled, wait: .milliseconds(200))
        #expect(lines(at: 50_000, briefly) == "Rate limited by the service (the service answered 429)")
        let long = RetryNotice(error: notice("down").error, wait: .zero, limit: .seconds(1_799))
        #expect(lines(at: 60_000, long) == "Retrying for up to 29 min: down")
    }
}

/// A clock that a test sets.
private final class Clock: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var now: Duration { elapsed.withLock { $0 } }

    func set(_ moment: Duration) { elapsed.withLock { $0 = moment } }
}
