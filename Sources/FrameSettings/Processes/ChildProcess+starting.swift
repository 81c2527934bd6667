import FrameAPI
import Glibc
import Subprocess

extension ChildProcess {
    /// The folders that are searched for a command without the `PATH` of a shell.
    package static let plainFolders = ["/usr/bin", "/bin"]

    private var name: String { words.first ?? "" }

    private var isPath: Bool { name.holds("/") }

    /// How it is started.
    var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = hasOwnSession
        options.teardownSequence = teardown
        return Configuration(
            executable: isPath ? .path(Self.path(name)) : .name(name),
            arguments: Arguments(Array(words.dropFirst())),
            environment: variables,
            platformOptions: options
        )
    }

    private static func path<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
    where Path.StringLiteralType == String {
        Path(stringLiteral: text)
    }

    /// Why it could not be started.
    func notStarted(_ error: any Error) -> End {
        let isMissing = (error as? SubprocessError)?.code == .executableNotFound
        return .notStarted(reason: reason(for: error, isMissing: isMissing), isMissing: isMissing)
    }

    private func reason(for error: any Error, isMissing: Bool) -> String {
        let shown = Excerpt.of(name, limit: 120)
        if isPath, access(name, X_OK) != 0 { return "“\(shown)”: \(String(cString: strerror(errno)))" }
        if isPath, FileStatus(path: name)?.kind == .folder { return "“\(shown)” is a folder" }
        if isMissing, !isPath { return "no such command “\(shown)”" }
        return (error as? SubprocessError)?.underlyingError.map { "“\(shown)”: \($0)" } ?? "\(error)"
    }

    /// Its environment in a valid form: a name must not begin with a digit. Values that are no text are passed on unchanged.
    private var variables: Environment {
        let exact = Self.exactVariables
        let all = ["PATH": Self.plainFolders.joined(separator: ":")].merging(environment) { $1 }
        return .custom(
            all.compactMap { name, value -> [UInt8]? in
                guard name.utf8.first?.isDigit == false, sharesSecret || !name.begins(with: "FRAME_CLIENT_SECRET")
                else {
                    return nil
                }
                let text = "\(name)=\(value)"
                return (exact[text] ?? Array(text.utf8)) + [0]
            }
        )
    }

    /// The variables of this process that are no text, by their text form.
    private static var exactVariables: [String: [UInt8]] {
        var variables: [String: [UInt8]] = [:]
        var next = environ
        while let variable = next.pointee {
            let bytes = Array(UnsafeBufferPointer(start: variable, count: strlen(variable))).map(
                UInt8.init(bitPattern:)
            )
            let text = String(decoding: bytes, as: UTF8.self)
            if text.holds("\u{FFFD}") { variables[text] = bytes }
            next += 1
        }
        return variables
    }
}
