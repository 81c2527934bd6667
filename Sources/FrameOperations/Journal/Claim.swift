/// The subject of a claim: at most one run at a time works on it.
package struct ClaimSubject: Sendable, Hashable {
    /// The account's id.
    package let account: String
    /// The base URL of its service.
    package let apiURL: String

    /// Makes a subject.
    package init(account: String, apiURL: String) {
        self.account = account
        self.apiURL = apiURL
    }
}

/// The process that holds a claim, for people. A lock, not the process number, says whether it is alive.
package struct ClaimHolder: Sendable, Equatable {
    /// The number of the process on its host.
    package let pid: Int
    /// The name of the host.
    package let host: String
    /// The name of the user.
    package let user: String

    /// Makes a holder.
    package init(pid: Int, host: String, user: String) {
        self.pid = pid
        self.host = host
        self.user = user
    }
}

/// The boundary to the claims: they ensure that only one run at a time closes sessions of an account.
///
/// A claim is taken by ``RunStore/begin(_:on:_:)`` and ``RunStore/resume(_:after:_:)``, and is held until the run or its process ends.
package protocol ClaimStore: Sendable {
    /// Refuses when a run of this account is alive. For an early check; taking the claim checks again.
    ///
    /// - Parameter subject: The account.
    /// - Throws: `run-alive`, which names the run and its process; the reason why the store cannot be read.
    func refuseIfAlive(_ subject: ClaimSubject) async throws(JournalError)
}
