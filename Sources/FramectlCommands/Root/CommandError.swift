/// Why a command failed, when neither the client nor the operations have an error for it.
package struct CommandError: Error, Sendable, Equatable {
    /// The error, as a stable word.
    package enum Code: String, Sendable {
        case missingSetting = "missing-setting"
        case invalidSetting = "invalid-setting"
        case unknownProfile = "unknown-profile"
        case profileExists = "profile-exists"
        case consentMissing = "consent-missing"
        case consentRefused = "consent-refused"
        case invalidInput = "invalid-input"
        case tooFewFiles = "too-few-files"
        case processLimits = "process-limits"
        case noRuns = "no-runs"
        case otherAccount = "other-account"
        case unknownAccount = "unknown-account"
        case ambiguousAccount = "ambiguous-account"
        case fileNotWritten = "file-not-written"
        case unreadablePlan = "unreadable-plan"
        case planAltered = "plan-altered"
        case planUnsupported = "plan-unsupported"
        case planExpired = "plan-expired"
        case planForeign = "plan-foreign"
        case planOtherDigest = "plan-other-digest"
        case outsideWindow = "outside-window"
        case scheduleNotInstalled = "schedule-not-installed"
        case interrupted
    }

    /// The error.
    package let code: Code
    /// The same in words.
    package let detail: String
    /// The remedy.
    package let remedy: String

    /// Makes an error.
    package init(_ code: Code, detail: String, remedy: String) {
        self.code = code
        self.detail = detail
        self.remedy = remedy
    }
}
