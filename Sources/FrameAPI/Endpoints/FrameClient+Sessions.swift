import HTTPTypes

extension FrameReading {
    /// The active sessions of an account, in all its pools. `GET /accounts/{id}/active_sessions` (vendor text).
    public func activeSessions(of account: AccountID) async throws(FrameAPIError) -> [ActiveSession] {
        try await get("/accounts/\(account)/active_sessions")
            .list(of: ActiveSession.self, due: "a list of active sessions")
    }

    /// One session with its state. `GET /accounts/{id}/sessions/{sid}` (seen in public code).
    public func session(_ id: SessionID, of account: AccountID) async throws(FrameAPIError) -> SessionDetail {
        try await get("/accounts/\(account)/sessions/\(id)").entity(SessionDetail.self, due: "a session")
    }
}

extension FrameClient {
    /// Closes a session at once; its user sees an administrative close dialog and unsaved work is lost.
    /// `DELETE /accounts/{id}/sessions/{sid}` (vendor text).
    ///
    /// It is sent once, whatever happens. A return means that the service answered 2xx, and not that the session is gone:
    /// look for that. After an error with ``FrameAPIError/mayHaveActed``, look before sending again.
    ///
    /// - Returns: The status of the answer, any 2xx.
    @discardableResult
    public func closeSession(_ id: SessionID, of account: AccountID) async throws(FrameAPIError) -> Int {
        let path: EndpointPath = "/accounts/\(account)/sessions/\(id)"
        return try await pipeline.perform(APIRequest(.delete, try path.checked())).status
    }
}
