import Foundation
import Testing

/// How one run of the tool ended.
struct FramectlResult {
    /// The exit status, or 128 and the signal's number.
    let status: Int32
    let output: String
    let talk: String
    /// The largest resident size of the process, in bytes.
    let peakMemory: Int

    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(value as? [String: Any])
    }

    var everything: String { output + talk }
}

/// Runs the built tool as a process of its own, with nothing of this process's environment but what is given.
enum Framectl {
    /// The tool, beside the test bundle.
    static var path: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "framectl").path
    }

    /// Runs the tool to its end, or kills it when it takes longer than any test should.
    static func run(
        _ arguments: String...,
        environment: [String: String] = [:],
        input: String? = nil,
        limit: Duration = .patience
    ) async throws -> FramectlResult {
        try await ChildProcess.run(path, arguments, environment: environment, input: input, limit: limit)
    }
}
