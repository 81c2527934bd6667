package import FrameAPI

extension FrameAPIError: ToolError {
    /// With the request, where there was one, the wait that the service asked for, where that was too long, and the option that names another
    /// certificate authority, where that may help.
    package func words(in terms: Terms) -> ErrorWords {
        let wait = UnacceptedWait(self)
        return ErrorWords(
            detail: (request.map { "\($0): " } ?? "") + detail + (wait?.words(in: terms) ?? ""),
            remedy: wait?.remedy(in: terms) ?? remedy + (lacksAuthority ? " or \(terms(.caFile))" : "")
        )
    }
}

/// A requested wait that ends after the time for retries of reads.
private struct UnacceptedWait {
    private let asked: Duration
    private let limit: Duration

    init?(_ error: FrameAPIError) {
        guard let asked = error.retryAfter, let limit = error.retryLimit else { return nil }
        self.asked = asked.roundedUp
        self.limit = limit
    }

    /// The text after the words of the error.
    func words(in terms: Terms) -> String {
        let atLeast = asked < RetryAfter.limit ? "" : "at least "
        let option = terms(.retryFor, limit.inWords)
        let bound = asked > limit ? "\(option) allows" : "what is left of \(option)"
        return "; it asked to wait \(atLeast)\(asked.inWords), longer than \(bound)"
    }

    func remedy(in terms: Terms) -> String {
        "Run it again in \(asked.inWords), or with "
            + terms(.retryFor, "\((limit + asked).roundedUp.components.seconds)s")
    }
}

extension Duration {
    /// The next whole second.
    fileprivate var roundedUp: Duration {
        components.attoseconds > 0 ? .seconds(components.seconds + 1) : self
    }
}
