import FrameAPI
import FrameJournal
package import FrameOperations
import FrameSettings
import FrameWording
import FrameWorkflows

/// An error of the tool with the exit status of the process. No other module knows about statuses.
protocol ExitError: ToolError {
    var exitStatus: ExitStatus { get }
}

extension FrameAPIError: ExitError {
    var exitStatus: ExitStatus {
        switch code {
        case .unauthorized, .forbidden, .proxyUnauthorized:
            .credentials
        case .invalidAccount, .invalidIdentifier, .invalidPath:
            .usage
        case .invalidCredentials, .invalidBaseURL, .insecureBaseURL, .invalidProxy, .invalidCertificates:
            .configuration
        case .notFound, .throttled, .busy, .refused, .serverFault, .redirected, .notUnderstood, .bodyTooLarge,
            .unreachable, .unknownHost, .proxyRefused, .untrusted, .timedOut, .connectionLost:
            .unavailable
        case .cancelled:
            .interrupted
        default:
            .unexpected
        }
    }
}

extension OperationsError: ExitError {
    var exitStatus: ExitStatus {
        switch code {
        case .unknownPool, .ambiguousPool, .ambiguousSession, .sessionNotSelected, .notResumable: .usage
        case .noSelectedPool, .overCeiling, .consentRefused, .protected, .fieldNotSent: .refused
        case .unknownProtectedPool: .configuration
        case .planDrifted, .planForeign: .stalePlan
        case .journalFailed: .unexpected
        }
    }
}

extension JournalError: ExitError {
    func words(in terms: Terms) -> ErrorWords { ErrorWords(detail: detail, remedy: remedy) }

    var exitStatus: ExitStatus {
        switch code {
        case .runAlive: .refused
        case .missing, .unknownRun, .ambiguousRun: .usage
        case .unavailable, .full, .corrupt, .newer: .configuration
        }
    }
}

extension SettingsError: ExitError {
    var exitStatus: ExitStatus {
        switch code {
        case .missingSetting, .unreadableSecret, .unsafeFile, .invalidSetting, .credentialProcess, .keyring,
            .unknownProfile, .unknownCredential:
            .configuration
        case .invalidProfileName, .invalidCredentialName, .invalidInput: .usage
        case .fileNotWritten: .unexpected
        }
    }
}

extension CommandError: ExitError {
    func words(in terms: Terms) -> ErrorWords { ErrorWords(detail: detail, remedy: remedy) }

    var exitStatus: ExitStatus {
        switch code {
        case .missingSetting, .invalidSetting, .unknownProfile, .tooFewFiles, .processLimits: .configuration
        case .consentMissing, .consentRefused, .outsideWindow: .refused
        case .invalidInput, .noRuns, .otherAccount, .unknownAccount, .ambiguousAccount, .unreadablePlan,
            .profileExists:
            .usage
        case .fileNotWritten, .scheduleNotInstalled: .unexpected
        case .planAltered, .planUnsupported, .planExpired, .planForeign, .planOtherDigest: .stalePlan
        case .interrupted: .interrupted
        }
    }
}

extension ExitStatus {
    /// The status for the end of a run.
    package init(_ ending: Ending) {
        self =
            switch ending {
            case .complete: .success
            case .incomplete: .incomplete
            case .refused: .refused
            case .hookFailed: .hookFailed
            case .credentialsRefused, .proxyRefused: .credentials
            case .interrupted: .interrupted
            }
    }
}
