package import FrameAPI

/// One account of the service, through a client. Only a client that can act makes a ``ControlPlane`` of it.
package struct AccountService<Client: FrameReading>: AccountReading {
    private let client: Client
    private let account: AccountID

    /// Binds a client to an account.
    package init(client: Client, account: AccountID) {
        self.client = client
        self.account = account
    }

    package func pools() async throws(FrameAPIError) -> [Pool] {
        try await client.pools(of: account)
    }

    package func activeSessions() async throws(FrameAPIError) -> SessionListing {
        try await client.sessionListing(of: account)
    }

    package func standing(of session: SessionID) async throws(FrameAPIError) -> SessionStanding {
        try await client.standing(of: session, in: account)
    }
}

extension AccountService: ControlPlane where Client == FrameClient {
    package var executors: [any TaskExecutor] { client.executors }

    package func close(_ session: SessionID) async -> DeleteAnswer {
        do throws(FrameAPIError) {
            let (status, date) = try await client.delete(session, of: account)
            var answer = DeleteAnswer.accepted(status: status)
            answer.serviceDate = date
            return answer
        } catch {
            var answer = DeleteAnswer(error)
            answer.serviceDate = error.serviceDate
            return answer
        }
    }
}

extension DeleteAnswer {
    init(_ error: FrameAPIError) {
        switch (error.code, error.status) {
        case (.unauthorized, let status?), (.forbidden, let status?):
            self = .denied(status: status, detail: error.detail)
        case (.notFound, let status?):
            self = .gone(status: status)
        case (.proxyUnauthorized, _):
            self = .proxyDenied(detail: error.detail)
        case (.busy, let status?):
            self = .busy(status: status, retryAfter: error.retryAfter, detail: error.detail)
        case (.throttled, _):
            self = .throttled(status: error.status ?? 429, retryAfter: error.retryAfter, detail: error.detail)
        case _ where error.mayHaveActed:
            self = .unknown(status: error.status, retryAfter: error.retryAfter, detail: error.detail)
        case (.unreachable, _), (.unknownHost, _), (.proxyRefused, _), (.untrusted, _), (.insecureBaseURL, _):
            self = .notSent(detail: error.detail)
        default:
            self = .refused(status: error.status, detail: error.detail)
        }
    }
}
