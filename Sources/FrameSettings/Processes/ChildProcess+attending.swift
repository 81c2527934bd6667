import Dispatch
import FrameAPI
import Glibc
import Subprocess

extension ChildProcess {
    private enum Step: Equatable {
        /// A stream has ended.
        case done
        /// It has ended by itself (`nil`), or is to be ended.
        case over(End?)
    }

    /// Feeds it, reads its output, and ends it when necessary.
    ///
    /// - Returns: Why it was ended; `nil` when it ended by itself.
    func attend<Errors>(
        _ execution: Execution<CustomWriteInput, SequenceOutput, Errors>,
        _ streams: [(SubprocessOutputSequence, Reader)],
        unless stop: (@Sendable () async -> Void)?
    ) async -> End? {
        await withTaskGroup(of: Step.self) { group in
            group.addTask {
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
                return .done
            }
            for (stream, reader) in streams {
                group.addTask { await Self.read(stream, reader) ? .done : .over(.tooMuchOutput) }
            }
            group.addTask {
                let process = execution.processIdentifier
                await Self.end(of: process.value, descriptor: process.processDescriptor)
                return .over(nil)
            }
            group.addTask {
                do { try await time.sleep(limit) } catch { return .over(.stopped) }
                return .over(.timedOut(limit))
            }
            if let stop {
                group.addTask {
                    await stop()
                    return .over(.stopped)
                }
            }
            for await case .over(let early) in group {
                if early != nil { await end(execution) }
                group.cancelAll()
                // Its last output can exceed the limit as well.
                if early == nil, await group.contains(.over(.tooMuchOutput)) { return .tooMuchOutput }
                return early
            }
            return nil
        }
    }

    var teardown: [TeardownStep] {
        [.send(signal: .terminate, toProcessGroup: hasOwnSession, allowedDurationToNextStep: grace)]
    }

    /// Ends it, and the remaining processes of its group.
    private func end<Errors>(_ execution: Execution<CustomWriteInput, SequenceOutput, Errors>) async {
        await execution.teardown(using: teardown)
        // It is not reaped yet, so the number is still that of its group.
        if hasOwnSession { kill(-execution.processIdentifier.value, SIGKILL) }
    }

    /// Returns when a process has ended, before it is reaped.
    ///
    /// - Parameters:
    ///   - process: Its number.
    ///   - descriptor: Its descriptor, which can be read once it has ended; negative before Linux 5.4, which has none.
    static func end(of process: pid_t, descriptor: CInt) async {
        await withCheckedContinuation { continuation in
            guard descriptor >= 0 else {
                return DispatchQueue(label: "child process").async {
                    var state = siginfo_t()
                    while waitid(P_PID, id_t(process), &state, WEXITED | WNOWAIT) < 0, errno == EINTR {}
                    continuation.resume()
                }
            }
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
            source.setEventHandler { source.cancel() }
            source.setCancelHandler { continuation.resume() }
            source.activate()
        }
    }

    /// Passes on the output of a stream until no process holds it any more. In a task that is cancelled, because the process has ended,
    /// only the available bytes are read.
    ///
    /// - Returns: Whether the reader accepts it all.
    private static func read(_ stream: SubprocessOutputSequence, _ reader: Reader) async -> Bool {
        // At its end, at most a pipe's content of its own output is unread.
        var unread = 1 << 20
        do {
            for try await part in stream {
                guard part.withUnsafeBytes(reader) else { return false }
                if Task.isCancelled { unread -= part.count }
                if unread <= 0 { break }
            }
        } catch {
            // The rest of an unreadable stream is ignored.
        }
        return true
    }
}
