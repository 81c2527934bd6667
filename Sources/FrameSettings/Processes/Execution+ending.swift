import FrameAPI
import Glibc
package import Subprocess

extension Execution {
    /// Whether the process has ended, whoever still holds its streams.
    package var hasEnded: Bool {
        var state = siginfo_t()
        let id = id_t(processIdentifier.value)
        return waitid(P_PID, id, &state, WEXITED | WNOHANG | WNOWAIT) != 0 || state.si_signo == SIGCHLD
    }

    /// Ends the process, the leader of its group, and whatever of the group outlives that.
    package func endGroup(using steps: [TeardownStep]) async {
        await teardown(using: steps)
        // It is not reaped yet, so the number is still that of its group.
        kill(-processIdentifier.value, SIGKILL)
    }
}

extension HookCommand {
    /// An environment as it can be given to a command: a name that begins with a digit cannot be. What is no text is given on as this process
    /// has it.
    ///
    /// - Parameters:
    ///   - environment: The environment.
    ///   - own: Variables that it has besides.
    ///   - sharesSecret: Whether the command may have the client secret, or the way to it.
    /// - Returns: The same, ready for a process to be started.
    package static func variables(
        _ environment: [String: String],
        _ own: [String: String] = [:],
        sharesSecret: Bool
    ) -> Environment {
        let exact = exactVariables
        let all = ["PATH": plainFolders.joined(separator: ":")].merging(environment) { $1 }.merging(own) {
            $1
        }
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

    /// The folders in which a program is found without the `PATH` of a shell.
    package static let plainFolders = ["/usr/bin", "/bin"]

    /// The variables of this process that are no text, by what a text makes of them.
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
