import Foundation
import Glibc
import Synchronization
import Testing

/// The tool as a process that a test works beside: what it writes is seen as it comes, and signals go to it.
final class BackgroundFramectl: Sendable {
    /// What becomes of what it writes to standard output.
    enum Output: Sendable, Equatable {
        /// It is read as it comes.
        case read
        /// So many bytes of it are read, then the reader goes away.
        case readFirst(bytes: Int)
        /// It goes into a pipe of one page that nobody reads.
        case leftUnread
        /// Standard output and standard error share a pipe of one page that nobody reads.
        case bothLeftUnread
    }

    let process: pid_t
    private let output: ChildStream
    private let talk: ChildStream

    /// Starts the tool.
    ///
    /// - Parameters:
    ///   - arguments: Its arguments.
    ///   - environment: All of its environment.
    ///   - command: A command that is given the tool and its arguments, such as one that enters a namespace.
    ///   - mode: What becomes of its output.
    ///   - observe: Told the number of bytes that were written to both streams so far.
    /// - Throws: When it cannot be started.
    init(
        _ arguments: [String],
        environment: [String: String],
        through command: [String] = [],
        output mode: Output = .read,
        observe: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws {
        let (output, talk) = (try ChildStream(), try ChildStream())
        let shared = mode == .bothLeftUnread
        if mode == .leftUnread || shared { output.shrink() }
        let words = command + [Framectl.path] + arguments
        process = try ChildProcess.spawn(
            words[0],
            Array(words.dropFirst()),
            environment: environment.merging(["PATH": "/usr/sbin:/usr/bin:/bin"]) { given, _ in given }
        ) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
            posix_spawn_file_actions_adddup2(&actions, shared ? output.writing : talk.writing, 2)
        }
        close(output.writing)
        close(talk.writing)
        (self.output, self.talk) = (output, talk)
        let total = Mutex(0)
        let count: @Sendable (Int) -> Void = { bytes in
            observe(
                total.withLock { total in
                    total += bytes
                    return total
                }
            )
        }
        talk.read(upTo: .max, count)
        switch mode {
        case .read: output.read(upTo: .max, count)
        case .readFirst(let bytes): output.read(upTo: bytes, count)
        case .leftUnread, .bothLeftUnread: break
        }
    }

    /// What it wrote to standard error so far.
    var talkText: String { talk.text }
    /// What of its standard output was read so far.
    var outputText: String { output.text }

    func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// Waits until a text was written to standard error.
    func wait(for text: String, location: SourceLocation = #_sourceLocation) async throws {
        try await eventually(location: location, "“\(text)” in: \(talkText)") { self.talkText.contains(text) }
    }

    /// Waits for its end.
    ///
    /// - Parameters:
    ///   - limit: How long; then it is killed.
    ///   - left: Called before the process's number can become another's.
    /// - Returns: The exit status, or 128 and the signal's number.
    /// - Throws: When the wait is cancelled.
    @discardableResult
    func end(limit: Duration = .patience, left: @escaping @Sendable () -> Void = {}) async throws -> Int32 {
        let status = try await ChildProcess.wait(for: process, limit: limit, left: left).status
        // What was written last may still be on its way to the reader.
        try await eventually("the end of what it wrote") { talk.isAtEnd && output.isAtEnd }
        return status
    }
}

extension Duration {
    /// How long a test waits for what has to come. It ends nothing but a test that fails: a program that is slow for a moment, on a machine
    /// that is busy, is not wrong.
    static let patience: Duration = .seconds(900)
}

/// Waits until something holds, and says what never did.
func eventually(
    location: SourceLocation = #_sourceLocation,
    _ what: @autoclosure () -> String,
    _ holds: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .patience
    while ContinuousClock.now < deadline {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("never came to be: \(what())", sourceLocation: location)
}
