/// The run stopped sending DELETEs by itself.
package struct Stopped: Sendable, Codable, Equatable {
    /// Why it stopped, as a stable word.
    package enum Cause: String, Sendable, Codable, CaseIterable {
        /// 401, or 403 that concerns more than one session.
        case credentials
        /// 407: the proxy refuses the user name or the password.
        case proxy
        /// 429 until the deadline.
        case throttling
        /// DELETEs in a row had no answer.
        case unreachable
        /// The hook before the close failed; nothing was sent.
        case hook
        /// More sessions failed than allowed.
        case failures
        /// The time limit for sending was over.
        case timeLimit = "time-limit"
        /// The allowed hours of the day were over.
        case hours

        /// Whether the credential was refused, so that every further request would be refused.
        var isRefusal: Bool { self == .credentials || self == .proxy }
    }

    package let cause: Cause
    /// The message of the service, the proxy or the network.
    package private(set) var detail: String?
    /// How the failed hook ended.
    package private(set) var hook: HookEnd?
    /// How many sessions failed.
    package private(set) var failed: Int?
    /// How many failures were allowed.
    package private(set) var allowed: Int?
    /// The time limit for sending, in seconds.
    package private(set) var seconds: Double?
    /// The hours in which sessions may be closed.
    package private(set) var hours: ClosingHours?

    /// Makes a cause with a message.
    package init(_ cause: Cause, detail: String? = nil) {
        self.cause = cause
        self.detail = detail
    }

    /// The hook before the close failed.
    package static func hook(_ end: HookEnd) -> Self {
        var stopped = Self(.hook)
        stopped.hook = end
        return stopped
    }

    /// More sessions failed than allowed.
    package static func failures(_ failed: Int, allowed: Int) -> Self {
        var stopped = Self(.failures)
        (stopped.failed, stopped.allowed) = (failed, allowed)
        return stopped
    }

    /// The time limit for sending was over.
    package static func timeLimit(_ limit: Duration) -> Self {
        var stopped = Self(.timeLimit)
        stopped.seconds = limit / .seconds(1)
        return stopped
    }

    /// The allowed hours were over.
    package static func hours(_ hours: ClosingHours) -> Self {
        var stopped = Self(.hours)
        stopped.hours = hours
        return stopped
    }
}

/// The hours in which sessions may be closed, and the source of this rule.
package struct ClosingHours: Sendable, Codable, Hashable {
    /// A profile, or the folder's settings file.
    package let source: String
    /// As `17:30-23:00 Europe/Zurich`.
    package let hours: String
}
