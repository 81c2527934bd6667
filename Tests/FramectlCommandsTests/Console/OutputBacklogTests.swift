import Testing

@testable import FramectlCommands

@Suite("What is still to be written")
struct OutputBacklogTests {
    /// Writes all of it, so many bytes at a time, as long as the streams take something.
    private func drain(_ backlog: inout OutputBacklog, limit: Int, blocked: OutputStream? = nil) -> String {
        var text = ""
        while let stream = backlog.waiting.first(where: { $0 != blocked }) {
            let part = backlog.next(stream, limit: limit)
            text += (stream == .output ? "" : "!") + String(decoding: part, as: UTF8.self)
            backlog.advance(stream, by: part.count)
        }
        return text
    }

    private func filled() -> OutputBacklog {
        var backlog = OutputBacklog()
        for (text, stream) in [("a", OutputStream.output), ("b", .output), ("c", .talk), ("", .talk), ("d", .output)] {
            backlog.add(Array(text.utf8), to: stream)
        }
        return backlog
    }

    @Test("is written in the order in which it was taken, what follows on one stream at once")
    func order() {
        var backlog = filled()
        #expect(drain(&backlog, limit: 9) == "ab!cd")
        #expect(backlog.isIdle(.output) && backlog.isIdle(.talk) && backlog.waiting.isEmpty)
        backlog = filled()
        #expect(drain(&backlog, limit: 1) == "ab!cd")
    }

    @Test("goes past a stream that is not read")
    func blocked() {
        var backlog = filled()
        #expect(drain(&backlog, limit: 9, blocked: .output) == "!c")
        #expect(backlog.isIdle(.talk) && !backlog.isIdle(.output))
        #expect(drain(&backlog, limit: 9) == "abd")
    }

    @Test("of a stream that is closed is dropped, then and later")
    func closed() {
        var backlog = filled()
        backlog.close(.output)
        backlog.add([1], to: .output)
        #expect(drain(&backlog, limit: 9) == "!c")
    }

    @Test("takes a line as quickly when much is waiting", .timeLimit(.minutes(1)))
    func linear() {
        var backlog = OutputBacklog()
        let line = [UInt8](repeating: 0x61, count: 100)
        for index in 0..<200_000 {
            backlog.add(line, to: index.isMultiple(of: 100) ? .talk : .output)
            _ = backlog.isIdle(.talk)
        }
        var written = 0
        while let stream = backlog.waiting.first {
            let part = backlog.next(stream, limit: 4_096)
            written += part.count
            backlog.advance(stream, by: part.count)
        }
        #expect(written == 200_000 * line.count)
    }
}
