import Foundation
import Glibc
import Testing

/// A process that dies leaves what it had in its memory, if nobody forbids it.
@Suite("The memory of a process that holds the secret")
struct CoreDumpTests {
    /// A service that never answers, so that the tool waits with the secret in its memory.
    private func waiting(
        through command: [String] = [],
        _ work: (BackgroundFramectl) async throws -> Void
    ) async throws {
        let server = try CannedServer { _ in
            sleep(60)
            return ""
        }
        defer { server.stop() }
        let environment = RefusedServiceTests.environment(server.url)
        let framectl = try BackgroundFramectl(["plan"], environment: environment, through: command)
        do {
            try await eventually("it has asked") { !server.seen.isEmpty }
            try await work(framectl)
        } catch {
            framectl.send(SIGKILL)
            try await framectl.end()
            throw error
        }
    }

    @Test("is in no core dump, where another process leaves one")
    func dump() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let inFolder = ["/bin/sh", "-c", "cd \(folder.url.path) && ulimit -c unlimited && exec \"$0\" \"$@\""]
        // A signal that nobody but the system deals with.
        let signal = SIGXCPU
        try await waiting(through: inFolder) { framectl in
            framectl.send(signal)
            let status = try await framectl.end()
            #expect(status == 128 + signal)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        // Where core dumps go elsewhere, the test of the limit has to do.
        let other = try await ChildProcess.run(
            inFolder[0],
            Array(inFolder.dropFirst()) + ["/bin/sh", "-c", "kill -XCPU $$"],
            environment: [:],
            input: nil,
            limit: .patience
        )
        #expect(other.status == 128 + signal)
        let pattern = try String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)
        guard pattern.hasPrefix("core") else { return }
        #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test("has no size that a core dump may have")
    func limit() async throws {
        try await waiting(through: ["/bin/sh", "-c", "ulimit -S -c unlimited && exec \"$0\" \"$@\""]) { framectl in
            let limits = try String(contentsOfFile: "/proc/\(framectl.process)/limits", encoding: .utf8)
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(line.split(separator: " ").dropFirst(4).first == "0", "\(line)")
            framectl.send(SIGKILL)
            try await framectl.end()
        }
    }

    @Test(
        "is closed to other processes of the same user",
        .enabled(if: getuid() == 0, "it takes root to become another")
    )
    func otherProcesses() async throws {
        let asNobody = ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        try await waiting(through: asNobody) { framectl in
            var status = stat()
            try #require(stat("/proc/\(framectl.process)/status", &status) == 0)
            // Of a process that may be dumped, these belong to its user.
            #expect(status.st_uid == 0)
            let reading = try await ChildProcess.run(
                asNobody[0],
                Array(asNobody.dropFirst()) + ["/bin/cat", "/proc/\(framectl.process)/environ"],
                environment: [:],
                input: nil,
                limit: .patience
            )
            #expect(reading.status != 0)
            #expect(!reading.everything.contains("canary-secret"))
            framectl.send(SIGKILL)
            try await framectl.end()
        }
    }

    @Test(
        "keeps nothing of the tool's own from an unprivileged user",
        .enabled(if: getuid() == 0, "it takes root to become another")
    )
    func unprivileged() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try #require(chmod(folder.url.path, 0o777) == 0)
        try await SimulatedService.serve(try .evening()) { service in
            var environment = service.environment
            environment["HOME"] = folder.url.path
            for arguments in [["close", "--yes"], ["runs", "show"], ["runs", "verify"]] {
                let result = try await ChildProcess.run(
                    "/usr/bin/setpriv",
                    ["--reuid", "65534", "--regid", "65534", "--clear-groups", Framectl.path] + arguments,
                    environment: environment,
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 0, "\(result.talk)")
            }
        }
    }
}
