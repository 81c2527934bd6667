/// A hook: a user's command before or after the close.
package struct Hook: Sendable, Equatable {
    /// When it runs.
    package enum Moment: String, Sendable, Codable, CaseIterable {
        /// Before anything is closed, with the plan.
        case before
        /// At the end, with the report.
        case after
    }

    package let moment: Moment
    /// The command as given.
    package let command: String
    /// How it ended; `nil` when it is about to be started.
    package let end: HookEnd?

    /// Makes the fact.
    package init(moment: Moment, command: String, end: HookEnd? = nil) {
        self.moment = moment
        self.command = command
        self.end = end
    }
}

/// How a hook ended.
package struct HookEnd: Sendable, Hashable, Codable {
    /// How, as a stable word.
    package enum Code: String, Sendable, Codable {
        /// By itself, with ``HookEnd/status``.
        case exited
        /// By ``HookEnd/signal``, which the tool did not send.
        case signalled
        /// It never ran.
        case notStarted = "not-started"
        /// It ran longer than ``HookEnd/seconds``, and was ended.
        case timedOut = "timed-out"
        /// The user interrupted, and it was ended or never begun.
        case interrupted
    }

    package let code: Code
    package private(set) var status: Int?
    package private(set) var signal: Int?
    package private(set) var seconds: Double?
    /// The system's message about a command that could not be started.
    package private(set) var detail: String?

    package static func exited(_ status: Int) -> Self { Self(code: .exited, status: status) }
    package static func signalled(_ signal: Int) -> Self { Self(code: .signalled, signal: signal) }
    package static func notStarted(_ detail: String) -> Self { Self(code: .notStarted, detail: detail) }
    package static func timedOut(_ limit: Duration) -> Self { Self(code: .timedOut, seconds: limit / .seconds(1)) }
    package static let interrupted = Self(code: .interrupted)

    /// Whether it succeeded: it ended by itself, with 0.
    package var succeeded: Bool { code == .exited && status == 0 }

    enum CodingKeys: String, CodingKey {
        case code = "end"
        case status, signal, seconds, detail
    }
}

extension Hook: Codable {
    private enum Key: String, CodingKey {
        case moment, command, end
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(moment, forKey: .moment)
        try container.encode(command, forKey: .command)
        try end?.encode(to: encoder)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        moment = try container.decode(Moment.self, forKey: .moment)
        command = try container.decode(String.self, forKey: .command)
        end = container.contains(.end) ? try HookEnd(from: decoder) : nil
    }
}
