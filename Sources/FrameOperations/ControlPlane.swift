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
    func close(_ session: SessionID) async -> DeleteAnswer
    /// Where tasks that mostly ask it run best, in equal parts; none when that does not matter.
    var executors: [any TaskExecutor] { get }
}

extension ControlPlane {
    package var executors: [any TaskExecutor] { [] }
}
