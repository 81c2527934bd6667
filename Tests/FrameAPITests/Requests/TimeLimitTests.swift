import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("A time limit", .timeLimit(.minutes(10)))
struct TimeLimitTests {
    private struct Mishap: Error {}

    private static let stopped = TimeSource(
        now: { Date(timeIntervalSince1970: 0) },
        elapsed: { .zero },
        sleep: { _ in try await Task.sleep(for: .seconds(3_600)) }
    )

    @Test("lets what ends in time through, result or error")
    func inTime() async throws {
        #expect(try await withTimeLimit(.seconds(1), on: Self.stopped) { 7 } == 7)
        await #expect(throws: Mishap.self) {
            try await withTimeLimit(.seconds(1), on: Self.stopped) { throw Mishap() }
        }
    }

    @Test("cancels what takes longer, and says how long it waited")
    func tooLong() async throws {
        let cancelled = Kept<Bool>()
        let time = VirtualTime()
        let error = await #expect(throws: TimeLimitPassed.self) {
            try await withTimeLimit(.seconds(9), on: time.source) {
                do {
                    try await Task.sleep(for: .seconds(3_600))
                } catch {
                    cancelled.keep(Task.isCancelled)
                    throw error
                }
            }
        }
        #expect(error?.limit == .seconds(9))
        #expect(time.sleeps == [.seconds(9)])
        #expect(cancelled.values == [true])
    }

    @Test("of a listing, its repetitions included, is an error that may pass")
    func listing() {
        let error = FrameAPIError.listingTookTooLong(.seconds(60))
        #expect(error.code == .timedOut)
        #expect(error.remedy == "Run it again; if it stays so, the service or the way to it is slow")
        #expect(error.isTransient)
    }
}
