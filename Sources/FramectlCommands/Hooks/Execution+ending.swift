import FrameAPI
import Glibc
import Subprocess

extension Execution {
    /// Whether the process has ended, whoever still holds its streams.
    var hasEnded: Bool {
        var state = siginfo_t()
        let id = id_t(processIdentifier.value)
        return waitid(P_PID, id, &state, WEXITED | WNOHANG | WNOWAIT) != 0 || state.si_signo == SIGCHLD
    }
}

extension HookCommand {
    /// An environment as it can be given to a command: a name that begins with a digit cannot be.
    static func variables(_ environment: [String: String]) -> [Environment.Key: String] {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment where name.utf8.first?.isDigit == false {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        return variables
    }
}
