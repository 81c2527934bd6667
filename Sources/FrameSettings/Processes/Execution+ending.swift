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
    /// An environment as it can be given to a command: a name that begins with a digit cannot be.
    ///
    /// - Parameters:
    ///   - environment: The environment.
    ///   - sharesSecret: Whether the command may have the client secret, or the way to it.
    /// - Returns: The same, ready for a process to be started.
    package static func variables(_ environment: [String: String], sharesSecret: Bool) -> [Environment.Key: String] {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment where name.utf8.first?.isDigit == false {
            if !sharesSecret, name.begins(with: "FRAME_CLIENT_SECRET") { continue }
            variables[Environment.Key(stringLiteral: name)] = value
        }
        return variables
    }
}
