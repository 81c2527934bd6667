import FrameAPI
import Glibc
package import Subprocess

/// What a command line names: a command to be found in `PATH`, or, with a slash in it, a file.
package struct HookExecutable {
    private let name: String

    /// Takes the first word of a command line.
    package init(_ command: HookCommand) {
        name = command.words.first ?? ""
    }

    private var isPath: Bool { name.holds("/") }

    /// The same for the process to be started.
    package var value: Executable {
        isPath ? .path(Self.path(name)) : .name(name)
    }

    /// Why it could not be started.
    package func reason(for error: any Error) -> String {
        let shown = Excerpt.of(name, limit: 120)
        if isPath, access(name, X_OK) != 0 { return "“\(shown)”: \(String(cString: strerror(errno)))" }
        if isPath, FileStatus(path: name)?.kind == .folder { return "“\(shown)” is a folder" }
        guard let error = error as? SubprocessError else { return "\(error)" }
        if error.code == .executableNotFound, !isPath { return "no such command “\(shown)”" }
        return error.underlyingError.map { "“\(shown)”: \($0)" } ?? error.description
    }

    private static func path<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
    where Path.StringLiteralType == String {
        Path(stringLiteral: text)
    }
}
