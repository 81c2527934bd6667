import Testing

@testable import FrameAPI

@Suite("The first of two", .timeLimit(.minutes(10)))
struct FirstResultTests {
    private struct Mishap: Error {}

    /// Returns when it is cancelled.
    private static func untilCancelled() async {
        try? await Task.sleep(for: .seconds(3_600))
    }

    @Test("to end wins with its value, whichever it is")
    func value() async {
        let one = await firstResult(
            of: { 1 },
            or: {
                await Self.untilCancelled()
                return 2
            }
        )
        #expect(one == 1)
        let other = await firstResult(
            of: {
                await Self.untilCancelled()
                return 1
            },
            or: { 2 }
        )
        #expect(other == 2)
    }

    @Test("to end wins with its error too, and a later error is dropped")
    func error() async throws {
        await #expect(throws: Mishap.self) {
            try await firstResult(of: { await Self.untilCancelled() }, or: { throw Mishap() })
        }
        let value = try await firstResult(
            of: { 1 },
            or: {
                await Self.untilCancelled()
                throw Mishap()
            }
        )
        #expect(value == 1)
    }

    @Test("is not there before the other one was cancelled and has ended")
    func loser() async {
        let ends = Kept<Bool>()
        await firstResult(
            of: {},
            or: {
                await Self.untilCancelled()
                // What still takes a while, in a task that is cancelled.
                await Task { try? await Task.sleep(for: .milliseconds(50)) }.value
                ends.keep(Task.isCancelled)
            }
        )
        #expect(ends.values == [true])
    }

    @Test("ends with the task that waits for it")
    func cancelled() async {
        let waiting = Task {
            await firstResult(of: { await Self.untilCancelled() }, or: { await Self.untilCancelled() })
        }
        waiting.cancel()
        await waiting.value
    }
}
