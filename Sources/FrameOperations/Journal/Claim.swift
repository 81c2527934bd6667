/// What at most one run at a time works on.
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

/// Who works on it, in words for people. Whether that process lives is said by a lock and not by its number.
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
