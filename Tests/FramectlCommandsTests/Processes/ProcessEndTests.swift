import Glibc
import Testing

@testable import FramectlCommands

@Suite("The end of the process", .timeLimit(.minutes(10)))
struct ProcessEndTests {
    @Test("takes nothing down that other threads still use")
    func leavesThreadsAlone() async {
        await #expect(processExitsWith: .exitCode(4)) {
            atexit { _exit(9) }
            ProcessEnd.now(.refused)
        }
    }

    @Test("comes after its last word, and without it where nobody reads that")
    func lastWord() async throws {
        let heard = try await #require(
            processExitsWith: .exitCode(130),
            observing: [\.standardErrorContent]
        ) {
            ProcessEnd.now(.interrupted, saying: "the last word\n")
        }
        #expect(String(decoding: heard.standardErrorContent, as: UTF8.self).hasSuffix("the last word\n"))
        await #expect(processExitsWith: .exitCode(130)) {
            var pipe: [CInt] = [-1, -1]
            Glibc.pipe(&pipe)
            _ = fcntl(pipe[1], F_SETFL, O_NONBLOCK)
            let full = [UInt8](repeating: 0, count: 1 << 20)
            write(pipe[1], full, full.count)
            _ = fcntl(pipe[1], F_SETFL, 0)
            dup2(pipe[1], STDERR_FILENO)
            ProcessEnd.now(.interrupted, saying: "the last word\n")
        }
    }
}
