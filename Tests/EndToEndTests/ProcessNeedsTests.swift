import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("What a process cannot do without")
struct ProcessNeedsTests {
    @Test(
        "where /proc is not mounted nothing is done, and that is said: 78",
        .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped),
        arguments: ["close --yes", "--version", ""]
    )
    func noProc(command: String) async throws {
        try await PrivateMount.with(size: "1m") { mount in
            try await SimulatedService.serve(try .evening()) { service in
                try await mount.shell("mount -t tmpfs none /proc")
                let result = try await mount.run(
                    ["sh", "-c", "exec '\(Framectl.path)' \(command)"],
                    environment: service.environment
                )
                #expect(result.status == 78, "\(result.everything)")
                #expect(result.talk.contains("/proc is not mounted"))
                #expect(service.controlPlane.history.isEmpty)
            }
        }
    }

    @Test(
        "too few threads are refused before anything is sent, and as many as are said to be needed are enough: 78",
        .enabled(if: geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0, "root is given as many as it likes")
    )
    func threads() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        chmod(folder.url.path, 0o755)
        // Where another user can run it. What this process wrote, a child that is started meanwhile would hold open.
        let tool = folder.url.appending(path: "framectl").path
        let copied = try await ChildProcess.run(
            "/bin/cp",
            [Framectl.path, tool],
            environment: [:],
            input: nil,
            limit: .patience
        )
        try #require(copied.status == 0)
        try await SimulatedService.serve(try .gallery()) { service in
            func run(_ limit: Int) async throws -> FramectlResult {
                let user = ["--reuid", "54399", "--regid", "54399", "--clear-groups"]
                let environment = [
                    "PATH": "/usr/bin:/bin", "HOME": "/nowhere", "XDG_STATE_HOME": "", "SWIFT_BACKTRACE": "enable=no",
                ]
                return try await ChildProcess.run(
                    "/usr/bin/setpriv",
                    user + ["prlimit", "--nproc=\(limit)", tool, "plan"],
                    environment: service.environment.merging(environment) { $1 },
                    input: nil,
                    limit: .patience
                )
            }
            var needed = 0
            for limit in 1...8 {
                let result = try await run(limit)
                #expect(result.status == 78, "\(limit): \(result.everything)")
                #expect(result.talk.contains("ulimit -u"), "\(result.talk)")
                needed = Int(try #require(result.talk.firstMatch(of: /and (\d+) are needed/)?.1)) ?? 0
            }
            #expect(service.controlPlane.history.isEmpty)
            // And the one that it begins with.
            let taken = try await run(needed + 1)
            #expect(taken.status == 0, "\(taken.talk)")
        }
    }

    @Test("a command that is started is given its variables as they are, also those that are no text")
    func variables() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            let hook = #"--before "sh -c 'printf %s \"\$LATIN\" > got'""#
            let result = try await home.shell(#"LATIN=$(printf 'caf\351') framectl close --yes "# + hook)
            #expect(result.status == 0, "\(result.everything)")
            let got = try Data(contentsOf: URL(filePath: home.path + "/got"))
            #expect(Array(got) == Array("caf".utf8) + [0xE9])
        }
    }
}
