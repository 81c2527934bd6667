import Foundation
import FrameSimulator
import Testing

/// Each test has a service running, so that "nothing was sent" is seen and not assumed.
@Suite("Bad settings are refused before anything is sent, with the remedy")
struct BadSettingsTests {
    private func expectRefusal(
        _ arguments: [String] = ["close", "--yes"],
        changing changes: [String: String?],
        status: Int32,
        names words: String...,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            var environment = service.environment
            for (name, value) in changes { environment[name] = value }
            let result = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: environment,
                input: nil,
                limit: .patience
            )
            #expect(result.status == status, sourceLocation: location)
            for word in words {
                #expect(result.talk.contains(word), "\(result.talk) names \(word)", sourceLocation: location)
            }
            #expect(service.controlPlane.history.isEmpty, sourceLocation: location)
        }
    }

    @Test("no secret: 78")
    func noSecret() async throws {
        try await expectRefusal(
            changing: ["FRAME_CLIENT_SECRET": nil],
            status: 78,
            names: "no client secret is set",
            "FRAME_CLIENT_SECRET_FILE"
        )
    }

    @Test("no client id: 78")
    func noClientID() async throws {
        try await expectRefusal(changing: ["FRAME_CLIENT_ID": nil], status: 78, names: "FRAME_CLIENT_ID", "--client-id")
    }

    @Test("no account: 78")
    func noAccount() async throws {
        try await expectRefusal(changing: ["FRAME_ACCOUNT_ID": nil], status: 78, names: "FRAME_ACCOUNT_ID", "--account")
    }

    @Test("a secret file that is not there, is a folder, or is empty: 78")
    func unreadableSecret() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let empty = try folder.write(" \n", to: "empty")
        for path in ["/nowhere/secret", folder.url.path, empty] {
            try await expectRefusal(
                changing: ["FRAME_CLIENT_SECRET_FILE": path],
                status: 78,
                names: path,
                "--client-secret-file"
            )
        }
    }

    @Test(
        "an account by an address that is not the console's of one: 64",
        arguments: [
            "https://example.com/", "https://frame.nutanix.com/frame/account/", "file:///etc/passwd",
            "https://evil.example/frame/account/a0000000-0000-4000-8000-0000000000e1/basic-info",
            "https://notnutanix.com/frame/account/a0000000-0000-4000-8000-0000000000e1",
        ]
    )
    func badAccount(account: String) async throws {
        try await expectRefusal(
            changing: ["FRAME_ACCOUNT_ID": account],
            status: 64,
            names: "neither an account id nor the console's address",
            "paste the whole address bar"
        )
    }

    @Test(
        "plain http to another host, or to a name that only looks like this machine: 78",
        arguments: ["http://api.console.nutanix.com/v1", "http://127.0.0.1.example.com/v1", "http://192.0.2.1:8080"]
    )
    func insecure(url: String) async throws {
        try await expectRefusal(changing: ["FRAME_API_URL": url], status: 78, names: "in the clear", "https")
    }

    @Test(
        "a base URL that is none: 78",
        arguments: ["ftp://127.0.0.1/v1", "api.console.nutanix.com", "https://", "::"]
    )
    func badURL(url: String) async throws {
        try await expectRefusal(
            changing: ["FRAME_API_URL": url],
            status: 78,
            names: "base URL",
            "Give one like https://"
        )
    }

    @Test("a file of certificates that holds none: 78")
    func badCertificates() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = try folder.write("no certificate", to: "ca.pem")
        try await expectRefusal(["plan", "--ca-file", file], changing: [:], status: 78, names: file, "PEM")
    }

    @Test(
        "wrong options: 64",
        arguments: [
            ["close", "--concurrency", "0"], ["close", "--deadline", "soon"], ["close", "--max-percent", "101"],
            ["clsoe"],
            ["close", "--pool", ""], ["close", "--output", "xml"], ["plan", "--yes"], ["api", "GET"],
        ]
    )
    func usage(arguments: [String]) async throws {
        try await expectRefusal(arguments, changing: [:], status: 64, names: "Usage:")
    }

    @Test("the whole console URL is taken for an account, by flag or by environment")
    func consoleURL() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let url = "https://console.nutanix.com/frame/account/\(service.account)/basic-info"
            let result1 = try await service.framectl("plan", changing: ["FRAME_ACCOUNT_ID": url])
            #expect(result1.status == 0)
            let result2 = try await service.framectl("plan", "--account", url, changing: ["FRAME_ACCOUNT_ID": "x"])
            #expect(result2.status == 0)
        }
    }

    @Test("a pipe serves as a secret file")
    func secretPipe() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            var environment = service.environment
            environment["TOOL"] = Framectl.path
            let result = try await ChildProcess.run(
                "/bin/sh",
                ["-c", #"printf '%s\n' "$FRAME_CLIENT_SECRET" | FRAME_CLIENT_SECRET_FILE=/dev/stdin "$TOOL" plan"#],
                environment: environment,
                input: nil,
                limit: .patience
            )
            #expect(result.status == 0)
        }
    }

    @Test("what cannot be a session id: 64, before anything is sent", arguments: ["a,b", "a b", "../x", "a/b", "a;b"])
    func badSession(id: String) async throws {
        try await expectRefusal(
            ["close", "--yes", "--session", id],
            changing: [:],
            status: 64,
            names: "is invalid for '--session <id>'"
        )
    }

    @Test("a secret file serves as well as the variable, its last line end dropped")
    func secretFile() async throws {
        try await SimulatedService.serve(try .evening()) { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let file = try folder.write(service.environment["FRAME_CLIENT_SECRET", default: ""] + "\n", to: "secret")
            let result = try await service.framectl(
                "plan",
                "--client-secret-file",
                file,
                changing: ["FRAME_CLIENT_SECRET": nil]
            )
            #expect(result.status == 0)
        }
    }
}
