/// Who is at work on which account: the boundary to whatever sees to it that no two runs close sessions of one account at a time.
///
/// A claim is taken by ``RunStore/begin(_:on:_:)`` and ``RunStore/resume(_:after:_:)``, and is held until the run ends or its process does.
package protocol ClaimStore: Sendable {
    /// Refuses when a run of this account is alive. Meant for asking early; whoever takes the claim asks again.
    ///
    /// - Parameter subject: The account.
    /// - Throws: `run-alive`, which names the run and its process; what keeps the store from being read.
    func refuseIfAlive(_ subject: ClaimSubject) async throws(JournalError)
}
