package import FoundationEssentials
package import FrameAPI

/// The service as a reader sees it: one account, three questions. Code that holds nothing more cannot close anything.
///
/// Reads throw ``FrameAPI/FrameAPIError``.
package protocol AccountReading: Sendable {
    /// The account's pools, all kinds.
    func pools() async throws(FrameAPIError) -> [Pool]
    /// The account's active sessions, in all pools.
    func activeSessions() async throws(FrameAPIError) -> SessionListing
    /// What the service says of one session when it is asked for it alone.
    func standing(of session: SessionID) async throws(FrameAPIError) -> SessionStanding
}

/// The service as a run sees it: an account to list, and one act. A close never throws: what became of it is a fact of the run,
/// whatever it is.
package protocol ControlPlane: AccountReading {
    /// Sends one DELETE, once.
    func close(_ session: SessionID) async -> CloseReply
    /// Where tasks that mostly ask it run best, in equal parts; none when that does not matter.
    var executors: [any TaskExecutor] { get }
}

extension ControlPlane {
    package var executors: [any TaskExecutor] { [] }
}

/// What came back from one DELETE, and when by the service's clock.
package struct CloseReply: Sendable, Equatable {
    /// What it says about the session.
    package let answer: CloseAnswer
    /// The `Date` of the answer, if there was one.
    package let serviceDate: Date?

    /// Makes a reply.
    package init(_ answer: CloseAnswer, serviceDate: Date? = nil) {
        self.answer = answer
        self.serviceDate = serviceDate
    }
}

/// What came back from one DELETE, sorted by what it says about the session.
package enum CloseAnswer: Sendable, Equatable {
    /// 2xx: the service took it. The session is not yet known to be gone.
    case accepted(status: Int)
    /// 404 or 410: the service does not know the session (any more).
    case gone(status: Int)
    /// The service said no; it was not carried out.
    case refused(status: Int?, detail: String)
    /// 425, or 409 or 423 with `Retry-After`: it was not carried out, and may be sent again when the service is ready for this session.
    case busy(status: Int, retryAfter: Duration?, detail: String)
    /// 429, or 403 with `Retry-After`: it was not carried out, and the service wants less at a time.
    case throttled(status: Int = 429, retryAfter: Duration?, detail: String)
    /// 401: no further request has a chance. 403: the credential may not close this session, or any.
    case denied(status: Int, detail: String)
    /// It may or may not have been carried out: list before sending again.
    case unknown(status: Int?, retryAfter: Duration?, detail: String)
    /// It never left this machine.
    case notSent(detail: String)
    /// It never left this machine, and nothing will: the proxy refuses the user name or the password.
    case proxyDenied(detail: String)
}
