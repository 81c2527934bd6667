/// The exit status of the process. Documented; scripts rely on it.
package struct ExitStatus: RawRepresentable, Sendable, Hashable {
    /// The number.
    package let rawValue: Int32

    /// Makes a status of a number.
    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Everything in scope is known to be gone, or there was nothing to do.
    package static let success = ExitStatus(rawValue: 0)
    /// Something unexpected.
    package static let unexpected = ExitStatus(rawValue: 1)
    /// `plan --detailed-exit-code` found sessions to close.
    package static let hasWork = ExitStatus(rawValue: 2)
    /// At least one session in scope is not known to be gone.
    package static let incomplete = ExitStatus(rawValue: 3)
    /// Refused by a safety rule.
    package static let refused = ExitStatus(rawValue: 4)
    /// A saved plan cannot be applied any more.
    package static let stalePlan = ExitStatus(rawValue: 5)
    /// Everything in scope is gone, and the hook after the close failed.
    package static let hookFailed = ExitStatus(rawValue: 6)
    /// The command line is wrong.
    package static let usage = ExitStatus(rawValue: 64)
    /// The service is unreachable or not understood.
    package static let unavailable = ExitStatus(rawValue: 69)
    /// The service refused the credential, or the proxy the password.
    package static let credentials = ExitStatus(rawValue: 77)
    /// A setting is missing or wrong.
    package static let configuration = ExitStatus(rawValue: 78)
    /// Interrupted by the user.
    package static let interrupted = ExitStatus(rawValue: 130)
}
