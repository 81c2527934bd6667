package import FrameAPI

/// The service as a look sees it: one account, three questions. Who holds nothing more cannot close anything.
///
/// Reads throw ``FrameAPI/FrameAPIError``.
package protocol AccountReading: Sendable {
    /// The account's pools, all kinds.
    func pools() async throws(FrameAPIError) -> [Pool]
    /// The account's active sessions, in all pools.
    func activeSessions() async throws(FrameAPIError) -> [ActiveSession]
    /// Whether one session is live; `nil` when the answer leaves it open.
    func isLive(_ session: SessionID) async throws(FrameAPIError) -> Bool?
}

/// The service as a run sees it: an account to look at, and one act. A close never throws: what became of it is a fact of the run,
/// whatever it is.
package protocol ControlPlane: AccountReading {
    /// Sends one DELETE, once.
    func close(_ session: SessionID) async -> CloseAnswer
    /// Where tasks that mostly ask it run best, in equal parts; none when that does not matter.
    var executors: [any TaskExecutor] { get }
}

extension ControlPlane {
    package var executors: [any TaskExecutor] { [] }
}

/// What came back from one DELETE, sorted by what it says about the session.
package enum CloseAnswer: Sendable, Equatable {
    /// 2xx: the service took it. The session is not yet known to be gone.
    case accepted(status: Int)
    /// 404 or 410: the service does not know the session (any more).
    case gone(status: Int)
    /// The service said no; it was not carried out.
    case refused(status: Int?, detail: String)
    /// 429: it was not carried out, and the service wants less at a time.
    case throttled(retryAfter: Duration?, detail: String)
    /// 401 or 403: the credential may not do this. No further DELETE has a chance.
    case denied(status: Int, detail: String)
    /// It may or may not have been carried out: look before sending again.
    case unknown(status: Int?, retryAfter: Duration?, detail: String)
    /// It never left this machine.
    case notSent(detail: String)
}
