package import FrameAPI
import Glibc
import Subprocess

/// A command that this process runs for a limited time.
///
/// It has ended when the command itself has. Children that it leaves behind may hold its streams, and are not waited for; the output of the
/// command itself is read all the same.
package struct ChildProcess: Sendable {
    let words: [String]
    let environment: [String: String]
    let limit: Duration
    let time: TimeSource
    /// Its standard input, which it may ignore.
    package var input: [UInt8] = []
    /// Whether it may have the client secret, or its source, in its environment.
    package var sharesSecret = false
    /// Whether it has a session of its own: no terminal, no Ctrl-C from it, and a process group that is ended with it.
    package var hasOwnSession = true
    /// How long it may take to end after a signal.
    package var grace: Duration = .milliseconds(500)

    /// Prepares a command.
    ///
    /// - Parameters:
    ///   - words: The command and its arguments. A command without a slash is searched in `PATH`.
    ///   - environment: Its environment variables.
    ///   - limit: How long it may take.
    ///   - time: The clock.
    package init(_ words: [String], environment: [String: String], limit: Duration, on time: TimeSource) {
        (self.words, self.environment, self.limit, self.time) = (words, environment, limit, time)
    }

    /// How it ended.
    package enum End: Error, Sendable, Equatable {
        /// By itself, with this status.
        case exited(Int)
        /// By a signal that the tool did not send.
        case signalled(Int)
        /// It never ran; `isMissing` when there is no such command.
        case notStarted(reason: String, isMissing: Bool)
        /// It took longer than this, and was ended.
        case timedOut(Duration)
        /// It was ended because of a stop or a cancelled task.
        case stopped
        /// It wrote more than allowed, and was ended.
        case tooMuchOutput

        /// The status that it ended with, if it ended by itself.
        package var status: Int? { if case .exited(let status) = self { status } else { nil } }
    }

    /// Receives its output, part by part. `false` means too much, and ends it.
    package typealias Reader = @Sendable (UnsafeRawBufferPointer) -> Bool

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - output: Receives standard output.
    ///   - errors: Receives standard error; without it, standard error goes where standard output does, in order.
    ///   - stop: Returns when it is to be ended.
    /// - Returns: How it ended; no process of it runs any more, except children that it left behind by itself.
    package func run(
        output: @escaping Reader,
        errors: Reader? = nil,
        unless stop: (@Sendable () async -> Void)? = nil
    ) async -> End {
        // A command that does not read its input must not end this process.
        signal(SIGPIPE, SIG_IGN)
        do {
            guard let errors else {
                let ended = try await Subprocess.run(
                    configuration,
                    input: .inputWriter,
                    output: .sequence,
                    error: .combinedWithOutput
                ) { await attend($0, [($0.standardOutput, output)], unless: stop) }
                return ended.closureResult ?? End(ended.terminationStatus)
            }
            let ended = try await Subprocess.run(
                configuration,
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { await attend($0, [($0.standardOutput, output), ($0.standardError, errors)], unless: stop) }
            return ended.closureResult ?? End(ended.terminationStatus)
        } catch {
            return Task.isCancelled ? .stopped : notStarted(error)
        }
    }
}

extension ChildProcess.End {
    fileprivate init(_ status: TerminationStatus) {
        switch status {
        case .exited(let status): self = .exited(Int(status))
        case .signaled(let signal): self = .signalled(Int(signal))
        }
    }
}
