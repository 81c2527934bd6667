import FrameOperations
import UnixSignals

/// The source of the user's interruptions.
package protocol InterruptionSource: Sendable {
    /// Calls `first` at the first interruption and `again` at each further one, until the task is cancelled.
    func watch(first: @Sendable () -> Void, again: @Sendable () -> Void) async
}

/// Ctrl-C, SIGTERM, and the end of the terminal; not those that were ignored when the process started (`nohup`, `trap '' INT`).
package struct SignalInterruption: InterruptionSource {
    /// The signals of an interruption. A signal that is handled once no longer shows that it was ignored, so this is determined at the
    /// start.
    static let heeded = [UnixSignal.sigint, .sigterm, .sighup].filter { !SignalAction.isIgnored($0.rawValue) }

    /// Makes a source, at the start of the process.
    package init() {
        _ = Self.heeded
    }

    package func watch(first: @Sendable () -> Void, again: @Sendable () -> Void) async {
        var count = 0
        for await signal in await UnixSignalsSequence(trapping: Self.heeded) {
            // One closed terminal sends it more than once: from the system, and from a shell to its jobs.
            if signal == .sighup, count > 0 { continue }
            count += 1
            if count == 1 { first() } else { again() }
        }
    }
}

/// Runs an operation that a first interruption stops, and a second one ends at once.
func interruptibly<Value>(
    _ source: (any InterruptionSource)?,
    first: @escaping @Sendable () -> Void,
    again: @escaping @Sendable () -> Void,
    _ operation: () async throws -> Value
) async throws -> Value {
    async let _ = source?.watch(first: first, again: again)
    return try await operation()
}
