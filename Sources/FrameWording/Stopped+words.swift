import FrameAPI
package import FrameOperations

extension Stopped {
    /// Why a run stopped sending, as the end of a sentence.
    package var words: String {
        switch cause {
        case .credentials, .proxy, .throttling, .unreachable: detail.flatMap { $0.isEmpty ? nil : $0 } ?? cause.words
        case .hook: hook.map { "the command before the close \($0.words)" } ?? cause.words
        case .failures:
            "\(failed ?? 0) \(failed == 1 ? "session" : "sessions") failed, and \(allowed ?? 0) were allowed to"
        case .timeLimit: seconds.map { "it ran for \(Duration.seconds($0).inWords)" } ?? cause.words
        case .hours: hours.map { "\($0.source) closes \($0.hours) only" } ?? cause.words
        }
    }
}

extension Stopped.Cause {
    /// The same without the observed values.
    package var words: String {
        switch self {
        case .credentials: "the service refused the credential"
        case .proxy: "the proxy refused the user name or the password"
        case .throttling: "the service asked to wait until after the deadline"
        case .unreachable: "the service could not be reached any more"
        case .hook: "the hook before the close failed"
        case .failures: "too many sessions failed"
        case .timeLimit: "its time limit was reached"
        case .hours: "the allowed hours were over"
        }
    }
}

extension HookEnd {
    /// How the hook ended, as the end of a sentence.
    package var words: String {
        switch code {
        case .exited: "ended with status \(status ?? 0)"
        case .signalled: "was ended by signal \(signal ?? 0)"
        case .notStarted: "could not be started: \(detail ?? "")"
        case .timedOut: "did not end within \(Duration.seconds(seconds ?? 0).inWords) and was ended"
        case .interrupted: "was interrupted"
        }
    }
}
