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
