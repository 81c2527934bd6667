import Foundation
import Testing

/// `make install` with the binary of the tests. What is built for others is run in empty roots by `make package-test`.
@Suite("make install")
struct InstallationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func make(_ target: String, _ variables: String...) async throws -> FramectlResult {
        try await ChildProcess.run(
            "/usr/bin/make",
            ["--no-print-directory", "-C", Self.root.path, target, "BINARY=\(Framectl.path)"] + variables,
            environment: [:],
            input: nil,
            limit: .patience
        )
    }

    private func files(in folder: URL) throws -> Set<String> {
        let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return Set(
            all.filter {
                (try? folder.appending(path: $0).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
            }
        )
    }

    @Test("lays out the binary, completions, manual pages and documents, and make uninstall takes all of it away")
    func layout() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let prefix = folder.url.appending(path: "opt/tools")
        // What others have there stays, and what an earlier version left behind goes.
        let foreign = ["bin/framework", "share/man/man1/framectlx.1", "share/doc/other/README.md"]
        for file in foreign + ["share/man/man1/framectl-gone.1", "bin/framectl"] {
            let url = prefix.appending(path: file)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data("before\n".utf8).write(to: url)
        }
        let installed = try await make("install", "DESTDIR=\(folder.url.path)", "PREFIX=/opt/tools")
        #expect(installed.status == 0, "\(installed.everything)")

        let there = try files(in: prefix)
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "docs/man").path)
        #expect(pages.count > 20)
        let expected =
            foreign + pages.map { "share/man/man1/\($0)" } + [
                "bin/framectl", "share/bash-completion/completions/framectl", "share/zsh/site-functions/_framectl",
                "share/fish/vendor_completions.d/framectl.fish", "share/doc/framectl/README.md",
                "share/doc/framectl/LICENSE",
                "share/doc/framectl/CHANGELOG.md", "share/doc/framectl/docs/install.md",
            ]
        #expect(there.isSuperset(of: expected), "\(Set(expected).subtracting(there))")
        #expect(!there.contains("share/man/man1/framectl-gone.1"))
        #expect(there.allSatisfy { foreign.contains($0) || $0.contains("framectl") })

        let tool = prefix.appending(path: "bin/framectl").path
        #expect(try FileManager.default.attributesOfItem(atPath: tool)[.posixPermissions] as? Int == 0o755)
        let version = try await ChildProcess.run(tool, ["--version"], environment: [:], input: nil, limit: .patience)
        #expect(version.output == (try await Framectl.run("--version").output))

        let removed = try await make("uninstall", "DESTDIR=\(folder.url.path)", "PREFIX=/opt/tools")
        #expect(removed.status == 0, "\(removed.everything)")
        #expect(try files(in: prefix) == Set(foreign))
    }

    @Test("takes no path that depends on where one stands")
    func relative() async throws {
        let result = try await make("install", "PREFIX=somewhere")
        #expect(result.status != 0)
        #expect(result.talk.contains("whole paths"), "\(result.everything)")
        #expect(!FileManager.default.fileExists(atPath: Self.root.appending(path: "somewhere").path))
    }

    @Test("the container is built with the Swift and the system that the project names")
    func container() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
        }
        let container = try text("Containerfile")
        let swift = try #require(try text("Package.swift").firstMatch(of: /swift-tools-version: ([0-9.]+)/)?.1)
        #expect(container.contains("swift:\(swift)-bookworm\n"))
        // What is left out of it must not be what it is made from.
        let ignored = Set(try text(".containerignore").split(separator: "\n").map(String.init))
        #expect(ignored == [".build*", ".git", "dist"])
        #expect(try text(".dockerignore") == text(".containerignore"))
    }
}
