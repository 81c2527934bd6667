/// The run stopped sending DELETEs by itself.
package struct Stopped: Sendable, Codable, Equatable {
    /// Why it stopped, as a stable word.
    package enum Cause: String, Sendable, Codable, CaseIterable {
        /// 401, or 403 that is not about one session alone.
        case credentials
        /// 407: the proxy refuses the user name or the password.
        case proxy
        /// 429 for as long as the deadline is.
        case throttling
        /// One DELETE after the other had no answer.
        case unreachable
        /// The hook before the close failed; nothing was sent.
        case hook
        /// More sessions failed than were allowed to.
        case failures
        /// It had been sending for as long as it was to.
        case timeLimit = "time-limit"
        /// The hours of the day were over in which sessions may be closed.
        case hours

        /// Whether whoever asks was refused, so that nothing further has a chance.
        var isRefusal: Bool { self == .credentials || self == .proxy }
    }

    package let cause: Cause
    /// What the service, the proxy or the network said.
    package private(set) var detail: String?
    /// How the hook ended that failed.
    package private(set) var hook: HookEnd?
    /// How many sessions failed.
    package private(set) var failed: Int?
    /// How many were allowed to.
    package private(set) var allowed: Int?
    /// How long the run was to send, in seconds.
    package private(set) var seconds: Double?
    /// The hours in which sessions may be closed.
    package private(set) var hours: ClosingHours?

    /// Makes a cause that somebody else said.
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

    /// More sessions failed than were allowed to.
    package static func failures(_ failed: Int, allowed: Int) -> Self {
        var stopped = Self(.failures)
        (stopped.failed, stopped.allowed) = (failed, allowed)
        return stopped
    }

    /// The run had been sending for as long as it was to.
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

/// The hours in which sessions may be closed, and what allows no others.
package struct ClosingHours: Sendable, Codable, Hashable {
    /// A profile, or the file of the folder.
    package let source: String
    /// As `17:30-23:00 Europe/Zurich`.
    package let hours: String
}
