package import FrameAPI

/// The service for a reader: one account, three requests. Code with nothing more cannot close anything.
///
/// Reads throw ``FrameAPI/FrameAPIError``.
package protocol AccountReading: Sendable {
    /// The account's pools, all kinds.
    func pools() async throws(FrameAPIError) -> [Pool]
    /// The account's active sessions, in all pools.
    func activeSessions() async throws(FrameAPIError) -> SessionListing
    /// The service's answer about one session that is asked for alone.
    func standing(of session: SessionID) async throws(FrameAPIError) -> SessionStanding
}

/// The service for a run: an account to list, and one acting request. A close never throws, because every result of it is a fact of the
/// run.
package protocol ControlPlane: AccountReading {
    /// Sends exactly one DELETE.
    func close(_ session: SessionID) async -> DeleteAnswer
    /// The preferred executors for tasks that mostly send requests, in equal parts; none when it does not matter.
    var executors: [any TaskExecutor] { get }
}

extension ControlPlane {
    package var executors: [any TaskExecutor] { [] }
}
