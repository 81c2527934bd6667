package import FrameAPI

/// All inputs for reading settings. The environment and the clock of the process are not used directly.
package struct SettingsContext: Sendable {
    /// The environment variables.
    package var environment: [String: String]
    /// The working folder; `nil` where no folder's file counts.
    package var workingFolder: String?
    /// The clock.
    package var time: TimeSource
    /// Receives every secret as soon as it is read.
    package var redaction: Redaction
    /// Shows what a command of the site's own, which is named first, wrote to standard error: harmless, and without what is hidden.
    package var show: @Sendable (String, [UInt8]) -> Void

    /// Makes a context.
    package init(
        environment: [String: String],
        workingFolder: String? = nil,
        time: TimeSource,
        redaction: Redaction,
        show: @escaping @Sendable (String, [UInt8]) -> Void = { _, _ in }
    ) {
        self.environment = environment
        self.workingFolder = workingFolder
        self.time = time
        self.redaction = redaction
        self.show = show
    }
}
