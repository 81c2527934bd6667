package import FoundationEssentials
import HTTPTypes

extension FrameReading {
    /// The active sessions of an account, in all its pools. `GET /accounts/{id}/active_sessions` (vendor text).
    ///
    /// - Returns: Every session that the service lists.
    /// - Throws: ``FrameAPIError``; `not-understood` also for a listing that says of itself that it is partial, see
    ///   ``sessionListing(of:)``.
    public func activeSessions(of account: AccountID) async throws(FrameAPIError) -> [ActiveSession] {
        try await list(
            "/accounts/\(account)/active_sessions",
            of: ActiveSession.self,
            due: "a list of active sessions"
        )
    }

    /// The active sessions of an account with the answer's statements about its own completeness and age.
    /// `GET /accounts/{id}/active_sessions` (vendor text).
    ///
    /// - Returns: The received rows, complete or not.
    /// - Throws: ``FrameAPIError``.
    public func sessionListing(of account: AccountID) async throws(FrameAPIError) -> SessionListing {
        try await list("/accounts/\(account)/active_sessions") { answer throws(FrameAPIError) in
            try answer.sessionListing(due: "a list of active sessions")
        }
    }

    /// One session with its state. `GET /accounts/{id}/sessions/{sid}` (seen in public code).
    public func session(_ id: SessionID, of account: AccountID) async throws(FrameAPIError) -> SessionDetail {
        try await get("/accounts/\(account)/sessions/\(id)").entity(SessionDetail.self, due: "a session")
    }

    /// The service's answer about one session that is asked for alone. `GET /accounts/{id}/sessions/{sid}` (seen in public code).
    ///
    /// It is repeated only after a rate limit.
    ///
    /// - Returns: The judged answer, which may settle nothing.
    /// - Throws: ``FrameAPIError``: `unauthorized`, `proxy-unauthorized`, `cancelled`, or `invalid-identifier`. Every other failure is an
    ///   answer that settles nothing.
    public func standing(
        of id: SessionID,
        in account: AccountID
    ) async throws(FrameAPIError) -> SessionStanding {
        do throws(FrameAPIError) {
            let path: EndpointPath = "/accounts/\(account)/sessions/\(id)"
            return SessionStanding(of: id, answer: try await get(path, judging: [404, 410]))
        } catch {
            switch error.code {
            case .unauthorized, .proxyUnauthorized, .cancelled, .invalidIdentifier: throw error
            default: return .inconclusive(error.status.map { "status-\($0)" } ?? error.code.rawValue)
            }
        }
    }
}

extension FrameClient {
    /// Closes a session at once; its user sees an administrative close dialog and unsaved work is lost.
    /// `DELETE /accounts/{id}/sessions/{sid}` (vendor text).
    ///
    /// It is sent exactly once. A return means that the service answered 2xx, not that the session is gone: list again to verify that.
    /// After an error with ``FrameAPIError/mayHaveActed``, list before sending again.
    ///
    /// - Returns: The status of the answer, any 2xx.
    @discardableResult
    public func closeSession(_ id: SessionID, of account: AccountID) async throws(FrameAPIError) -> Int {
        try await delete(id, of: account).status
    }

    /// The same, with the moment of the answer by the service's clock, if the answer has a date.
    package func delete(
        _ id: SessionID,
        of account: AccountID
    ) async throws(FrameAPIError) -> (status: Int, serviceDate: Date?) {
        let path: EndpointPath = "/accounts/\(account)/sessions/\(id)"
        let answer = try await pipeline.perform(APIRequest(.delete, try path.checked()))
        return (answer.status, answer.serverDate)
    }
}
