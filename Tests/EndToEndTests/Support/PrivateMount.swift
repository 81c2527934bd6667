import Foundation
import Glibc
import Testing

/// A small disk that only the processes of a test see: a file system in memory, mounted in a namespace of its own.
final class PrivateMount: Sendable {
    /// Whether this user may have one. It takes root, or a container with as much power.
    static let isPermitted = {
        let child = try? ChildProcess.spawn(
            "/usr/bin/env",
            ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
            environment: ["PATH": path]
        ) { actions in
            for descriptor: Int32 in 0...2 {
                posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
            }
        }
        var status: Int32 = -1
        guard let child, waitpid(child, &status, 0) == child else { return false }
        return status == 0
    }()

    static let skipped: Comment = "mounting in a namespace of its own is not permitted here"
    private static let path = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// The folder that the disk is mounted at, for those inside.
    let folder = "/mnt"
    private let holder: pid_t

    private init(holder: pid_t) {
        self.holder = holder
    }

    /// Mounts a disk for as long as a test works with it.
    ///
    /// - Parameters:
    ///   - size: How much it holds, as `mount` takes it.
    ///   - work: What to do.
    /// - Returns: What came of the work.
    /// - Throws: What the work throws.
    static func with<Value: Sendable>(
        size: String,
        _ work: @Sendable (PrivateMount) async throws -> Value
    ) async throws -> Value {
        let ready = try TemporaryFolder()
        defer { ready.remove() }
        let mark = ready.url.appending(path: "mounted").path
        let holder = try ChildProcess.spawn(
            "/usr/bin/env",
            [
                "unshare", "-m", "sh", "-c",
                "mount -t tmpfs -o size=\(size) none /mnt && touch \"$0\" && exec sleep 3600", mark,
            ],
            environment: ["PATH": path]
        ) { _ in }
        let mount = PrivateMount(holder: holder)
        do {
            try await eventually("the disk is mounted") { access(mark, F_OK) == 0 }
            let value = try await work(mount)
            await mount.end()
            return value
        } catch {
            await mount.end()
            throw error
        }
    }

    /// Runs a command inside.
    func run(
        _ command: [String],
        environment: [String: String] = [:],
        location: SourceLocation = #_sourceLocation
    ) async throws -> FramectlResult {
        try await ChildProcess.run(
            "/usr/bin/env",
            ["nsenter", "-t", "\(holder)", "-m"] + command,
            environment: ["PATH": Self.path].merging(environment) { $1 },
            input: nil,
            limit: .patience
        )
    }

    /// Runs a line of shell inside, which must succeed.
    func shell(_ line: String, location: SourceLocation = #_sourceLocation) async throws {
        let result = try await run(["sh", "-c", line])
        #expect(result.status == 0, "\(line): \(result.everything)", sourceLocation: location)
    }

    private func end() async {
        kill(holder, SIGKILL)
        _ = try? await ChildProcess.wait(for: holder, limit: .patience)
    }
}
