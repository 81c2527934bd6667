import Foundation
import Glibc
import Testing

/// A server that is written in Python: an implementation that shares nothing with the tool's own.
enum PythonServer {
    /// Whether there is a Python that can speak TLS.
    static let isThere = {
        let child = try? ChildProcess.spawn("/usr/bin/env", ["python3", "-c", "import ssl"], environment: environment) {
            posix_spawn_file_actions_addopen(&$0, 2, "/dev/null", O_WRONLY, 0)
        }
        var status: Int32 = -1
        guard let child, waitpid(child, &status, 0) == child else { return false }
        return status == 0
    }()

    static let missing: Comment = "there is no python3 with ssl here"
    private static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]

    /// Runs a server for as long as a test works with it.
    ///
    /// - Parameters:
    ///   - script: What it does with `listener`; its arguments follow the file in `sys.argv`.
    ///   - arguments: Those.
    ///   - work: What to do, given the port.
    /// - Returns: What came of the work.
    /// - Throws: What the work throws.
    static func with<Value>(
        _ script: String,
        _ arguments: [String] = [],
        _ work: (Int) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.url.appending(path: "port")
        let beginning = """
            import os, socket, ssl, sys, threading
            listener = socket.socket()
            listener.bind(("127.0.0.1", 0))
            listener.listen(64)
            with open(sys.argv[1] + ".new", "w") as file: file.write(str(listener.getsockname()[1]))
            os.rename(sys.argv[1] + ".new", sys.argv[1])

            """
        let server = try ChildProcess.spawn(
            "/usr/bin/env",
            ["python3", "-W", "ignore", "-c", beginning + script, file.path] + arguments,
            environment: environment
        ) { _ in }
        defer {
            kill(server, SIGKILL)
            waitpid(server, nil, 0)
        }
        try await eventually("the server listens") { FileManager.default.fileExists(atPath: file.path) }
        return try await work(try #require(Int(String(contentsOf: file, encoding: .utf8))))
    }
}
