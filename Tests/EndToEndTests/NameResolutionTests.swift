import Foundation
import Testing

/// What the machine's own resolver says, in a namespace where a test decides what that is.
@Suite("A host name", .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped))
struct NameResolutionTests {
    /// Runs the tool where `/etc/hosts` is all that names are looked up in.
    private func run(hosts: String, url: String, _ arguments: String...) async throws -> FramectlResult {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let files = [
            "/etc/hosts": try folder.write(hosts, to: "hosts"),
            "/etc/nsswitch.conf": try folder.write("hosts: files\n", to: "nsswitch.conf"),
        ]
        for file in files.values { chmod(file, 0o644) }
        let mounts = files.map { "mount --bind \($0.value) \($0.key)" }.joined(separator: " && ")
        return try await ChildProcess.run(
            "/usr/bin/env",
            ["unshare", "-m", "sh", "-c", "\(mounts) && exec \"$0\" \"$@\"", Framectl.path] + arguments,
            environment: RefusedServiceTests.environment(url).merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 },
            input: nil,
            limit: .patience
        )
    }

    @Test("that does not exist is final at once: 69, without a second attempt")
    func unknown() async throws {
        let result = try await run(hosts: "127.0.0.1 localhost\n", url: "https://api.example.com/v1", "plan")
        #expect(result.status == 69)
        #expect(result.talk.contains("host api.example.com not found"))
        #expect(result.talk.contains("Check the spelling of the host"))
        #expect(!result.talk.contains("Retrying"))
    }

    @Test(
        "localhost that leads to another machine, alone or besides, is refused: 78, and nothing is sent",
        arguments: ["10.255.255.1 localhost\n", "127.0.0.1 localhost\n10.255.255.1 localhost\n", "fe80::1 localhost\n"]
    )
    func elsewhere(hosts: String) async throws {
        let server = try CannedServer { _ in httpAnswer("200 OK", "[]") }
        defer { server.stop() }
        let result = try await run(hosts: hosts, url: "http://localhost:\(server.port)/v1", "pools", "list")
        #expect(result.status == 78)
        #expect(result.talk.contains("which is not this machine"))
        #expect(result.talk.contains("localhost leads to"))
        #expect(server.seen.isEmpty)
    }

    @Test(
        "localhost that leads to this machine is reached",
        arguments: ["127.0.0.1 localhost\n", "::1 localhost\n127.0.0.1 localhost\n", "127.0.0.1 LocalHost other\n"]
    )
    func here(hosts: String) async throws {
        let server = try CannedServer { _ in httpAnswer("200 OK", "[]") }
        defer { server.stop() }
        let result = try await run(hosts: hosts, url: "http://localhost:\(server.port)/v1", "pools", "list")
        #expect(result.status == 0, "\(result.talk)")
        #expect(server.seen.count == 1)
    }

    @Test("that is an address needs nobody to look it up")
    func address() async throws {
        let server = try CannedServer { _ in httpAnswer("200 OK", "[]") }
        defer { server.stop() }
        let result = try await run(hosts: "", url: "http://127.0.0.1:\(server.port)/v1", "pools", "list")
        #expect(result.status == 0, "\(result.talk)")
    }
}
