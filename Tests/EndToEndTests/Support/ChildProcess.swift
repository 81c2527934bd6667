import Foundation
import Glibc
import Synchronization
import Testing

/// A child process: spawned with its own environment and streams, waited for together with its use of resources.
enum ChildProcess {
    static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        input: String?,
        output device: String? = nil,
        limit: Duration
    ) async throws -> FramectlResult {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let output = device ?? folder.url.appending(path: "output").path
        let talk = folder.url.appending(path: "talk").path
        var source = "/dev/null"
        if let input {
            source = folder.url.appending(path: "input").path
            try Data(input.utf8).write(to: URL(filePath: source))
        }
        let child = try spawn(
            path,
            arguments,
            environment: environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder.url.path]) { given, _ in given }
        ) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&actions, 2, talk, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let (status, peakMemory) = try await wait(for: child, limit: limit)
        return FramectlResult(
            status: status,
            output: device == nil ? try String(contentsOfFile: output, encoding: .utf8) : "",
            talk: try String(contentsOfFile: talk, encoding: .utf8),
            peakMemory: peakMemory
        )
    }

    /// Starts a process.
    static func spawn(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        session: Bool = false,
        _ prepare: (inout posix_spawn_file_actions_t) -> Void
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | (session ? 0x80 : 0)
        posix_spawnattr_setflags(&attributes, flags)

        let argv = ([path] + arguments).map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, path, &actions, &attributes, argv, envp)
        guard failure == 0 else { throw SpawnFailed(path: path, reason: String(cString: strerror(failure))) }
        return child
    }

    /// Waits for a process that this process started, and kills it when the limit passes. `left` is called when it has ended and
    /// its number is still its own.
    static func wait(
        for child: pid_t,
        limit: Duration,
        left: @escaping @Sendable () -> Void = {}
    ) async throws -> (status: Int32, peakMemory: Int) {
        let overdue = Task {
            try await Task.sleep(for: limit)
            Issue.record("process \(child) did not end within \(limit)")
            kill(child, SIGKILL)
        }
        defer { overdue.cancel() }
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                var usage = rusage()
                var info = siginfo_t()
                while waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
                left()
                while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
                let signal = status & 0x7F
                let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
                continuation.resume(returning: (code, Int(usage.ru_maxrss) * 1024))
            }
        }
    }
}

struct SpawnFailed: Error {
    let path: String
    let reason: String
}

/// A folder that is removed when its owner is done.
struct TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "framectl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file for its owner alone.
    func write(_ text: String, to name: String) throws -> String {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        return file.path
    }
}
