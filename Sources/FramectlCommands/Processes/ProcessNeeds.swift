import FoundationEssentials
import Glibc

/// What the process cannot do without. Where it is missing, the runtime of the language waits for ever, crashes, or takes what was never said.
package enum ProcessNeeds {
    /// Ends the process with a word on what is missing; called before anything else.
    package static func require() {
        do {
            try requireCommandLine()
            try OpenFiles.requireFew()
            try requireThreads()
        } catch {
            ProcessEnd.now(error.exitStatus, saying: Failure(error).words)
        }
    }

    /// The runtime reads it there.
    private static func requireCommandLine() throws(CommandError) {
        guard access("/proc/self/cmdline", R_OK) != 0 else { return }
        throw CommandError(
            .processLimits,
            detail: "the command line cannot be read: /proc is not mounted",
            remedy: "Nothing was done. Mount it: mount -t proc proc /proc"
        )
    }

    /// As many at once as the event loops, the pools of threads and name resolution have at the most.
    private static var threads: Int { 10 + 2 * ProcessInfo.processInfo.activeProcessorCount }

    /// Starts as many threads as any command needs, to see whether the system lets it, and ends them.
    private static func requireThreads() throws(CommandError) {
        let gate = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(gate, 0, 0)
        var started: [pthread_t] = []
        while started.count < threads {
            var thread = pthread_t()
            let waits: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
                if let gate { sem_wait(gate.assumingMemoryBound(to: sem_t.self)) }
                return nil
            }
            guard pthread_create(&thread, nil, waits, gate) == 0 else { break }
            started.append(thread)
        }
        for _ in started { sem_post(gate) }
        for thread in started { pthread_join(thread, nil) }
        guard started.count < threads else { return }
        throw CommandError(
            .processLimits,
            detail: "this process may start \(started.count) threads, and \(threads) are needed",
            remedy:
                "Nothing was sent. Raise the limit by \(threads - started.count) or more (ulimit -u, LimitNPROC= or TasksMax= of the unit, "
                + "--pids-limit of the container)"
        )
    }
}
