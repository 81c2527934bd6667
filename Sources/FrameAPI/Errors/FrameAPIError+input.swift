extension FrameAPIError {
    static func invalidAccount(_ text: String) -> FrameAPIError {
        FrameAPIError(
            .invalidAccount,
            detail: "\(quoted(text)) is neither an account id nor the console's address of an account",
            remedy: "Open the account in the console and paste the whole address bar, "
                + "or the id in it, like 1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"
        )
    }

    static func invalidIdentifier(_ text: String) -> FrameAPIError {
        FrameAPIError(
            .invalidIdentifier,
            detail:
                "the id \(quoted(text)) cannot be sent: it is empty, dots only, or holds /, ?, # or a control character",
            remedy: "Check the id; nothing was sent"
        )
    }

    static func invalidPath(_ text: String) -> FrameAPIError {
        FrameAPIError(
            .invalidPath,
            detail: "the path \(quoted(text)) cannot be sent",
            remedy: "Give a path below the base URL, percent-encoded, like /accounts/ID/pools; nothing was sent"
        )
    }

    static func invalidCredentials(part: String) -> FrameAPIError {
        FrameAPIError(
            .invalidCredentials,
            detail: "the \(part) is empty or holds a control character",
            remedy: "Copy it again from the console's page of API credentials"
        )
    }

    static func invalidBaseURL(_ text: String, problem: String) -> FrameAPIError {
        FrameAPIError(
            .invalidBaseURL,
            detail: "the base URL \(quoted(text)) is not usable: \(problem)",
            remedy: "Give one like \(BaseURL.production)"
        )
    }

    static func insecureBaseURL(_ text: String) -> FrameAPIError {
        FrameAPIError(
            .insecureBaseURL,
            detail: "the base URL \(quoted(text)) would send signed headers in the clear to another machine",
            remedy: "Use https; plain http is for localhost, 127.0.0.1 and [::1] alone"
        )
    }

    static let invalidProxy = FrameAPIError(
        .invalidProxy,
        detail: "HTTPS_PROXY is not a proxy that can be used",
        remedy: "Set it to http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with special characters of the password "
            + "percent-encoded (# as %23, / as %2F, @ as %40), or list the service's host in NO_PROXY"
    )

    /// - Parameters:
    ///   - file: The file of certificate authorities.
    ///   - problem: What is wrong with it, as the end of a sentence that begins with it.
    ///   - remedy: What to do, if there is more to say than the expected form.
    /// - Returns: The error.
    static func invalidCertificates(file: String, problem: String, remedy: String? = nil) -> FrameAPIError {
        FrameAPIError(
            .invalidCertificates,
            detail: "the file of certificate authorities \(quoted(file)) \(problem)",
            remedy: remedy ?? "Name a readable file of certificates in PEM form"
        )
    }

    static func cancelled(_ request: RequestSummary) -> FrameAPIError {
        FrameAPIError(.cancelled, request: request, detail: "cancelled", remedy: "Run it again", mayHaveActed: true)
    }

    /// A listing that exceeded its time, retries included.
    ///
    /// - Parameters:
    ///   - limit: The time that it had.
    ///   - delay: The cause of the delay, if known.
    /// - Returns: The error: `throttled` where requests were held back on this side.
    package static func listingTookTooLong(_ limit: Duration, because delay: ListingDelay? = nil) -> FrameAPIError {
        switch delay {
        case nil: FrameAPIError(.timedOut, detail: "no listing within \(limit.inWords)", remedy: slow)
        case .failures(let reason):
            FrameAPIError(.timedOut, detail: "no listing within \(limit.inWords): \(reason)", remedy: slow)
        case .heldBack(let reason):
            FrameAPIError(
                .throttled,
                detail: "no listing within \(limit.inWords): requests are held back (\(reason))",
                remedy: "Wait and run it again, or give it more time"
            )
        }
    }

    private static func quoted(_ text: String) -> String {
        "“\(Excerpt.of(text, limit: 120))”"
    }
}

/// Why a listing did not arrive in time.
package enum ListingDelay: Sendable, Equatable {
    /// Its attempts failed; with the last reason.
    case failures(String)
    /// No request was sent, as the service or the user required; with the reason.
    case heldBack(String)
}
