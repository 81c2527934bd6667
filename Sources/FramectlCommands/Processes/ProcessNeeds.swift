import FoundationEssentials
import Glibc

/// The requirements of the process. Without them, the language runtime hangs, crashes, or uses wrong values.
package enum ProcessNeeds {
    /// Ends the process with a message about a missing requirement; called first.
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

    /// The maximum number at once of the event loops, the thread pools and name resolution.
    private static var threads: Int { 10 + 2 * ProcessInfo.processInfo.activeProcessorCount }

    /// Starts as many threads as any command needs, to test whether the system allows it, and ends them.
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
