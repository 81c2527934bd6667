import Foundation
import FrameSimulator
import Testing

/// A plan that the tool saved, in a folder of the test's own.
struct SavedPlan: Sendable {
    /// Its file.
    let path: String
    /// The service that it is of.
    let service: SimulatedService

    /// Serves a scenario and saves a plan of it, while a test works with both.
    static func with(
        _ scenario: Scenario,
        options: [String] = [],
        _ work: @escaping @Sendable (SimulatedService, SavedPlan) async throws -> Void
    ) async throws {
        try await SimulatedService.serve(scenario) { service in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let path = folder.url.appending(path: "plan.json").path
            let result = try await ChildProcess.run(
                Framectl.path,
                ["plan", "-o", path] + options,
                environment: service.environment,
                input: nil,
                limit: .patience
            )
            #expect(result.status == 0, "\(result.talk)")
            try await work(service, SavedPlan(path: path, service: service))
        }
    }

    /// Expects that `apply` refuses, says why, and closes nothing.
    func expectRefusal(
        _ arguments: [String],
        changing changes: [String: String?] = [:],
        status: Int32 = 5,
        names words: String...,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let before = service.deletes
        var environment = service.environment
        for (name, value) in changes { environment[name] = value }
        let result = try await ChildProcess.run(
            Framectl.path,
            ["apply"] + arguments,
            environment: environment,
            input: nil,
            limit: .patience
        )
        #expect(result.status == status, "\(result.talk)", sourceLocation: location)
        for word in words {
            #expect(result.talk.contains(word), "\(result.talk) names \(word)", sourceLocation: location)
        }
        #expect(service.deletes == before, sourceLocation: location)
    }

    /// The document.
    func document() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
        return try #require(value as? [String: Any])
    }

    /// The ids that it gives a verdict.
    func ids(_ verdict: String) throws -> Set<String> {
        let sessions = try #require(try document()["sessions"] as? [[String: Any]])
        return Set(sessions.filter { $0["verdict"] as? String == verdict }.compactMap { $0["id"] as? String })
    }

    /// Runs a line of the shell in its folder, and gives back what it prints.
    func shell(_ line: String) async throws -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let result = try await ChildProcess.run(
            "/bin/sh",
            ["-c", "cd \(folder) && \(line)"],
            environment: [:],
            input: nil,
            limit: .patience
        )
        #expect(result.status == 0, "\(result.talk)")
        return result.output
    }

    /// Edits it with `sed`, and seals it again as the documentation tells.
    func forge(_ edit: String) async throws {
        _ = try await shell(
            "sed -i -e '\(edit)' plan.json && sum=$(head -n -2 plan.json | sha256sum | cut -d ' ' -f 1) && "
                + "sed -i \"s/sha256:[0-9a-f]*/sha256:$sum/\" plan.json"
        )
    }
}
