import FoundationEssentials
import FrameOperations

/// The opening of a run, as it is linked into the list of runs.
struct RunOpening: Codable, Equatable {
    /// Its place among the runs of the journal, from 1.
    let number: Int
    let id: String
    let account: String
    let apiURL: String
    let begunAt: String
    let pid: Int
    let host: String
    let user: String

    init(number: Int, id: String, subject: ClaimSubject, holder: ClaimHolder, at time: Date) {
        self.number = number
        self.id = id
        account = subject.account
        apiURL = subject.apiURL
        begunAt = time.millisecondText
        pid = holder.pid
        host = holder.host
        user = holder.user
    }

    enum CodingKeys: String, CodingKey {
        case number, id, account, pid, host, user
        case apiURL = "api_url"
        case begunAt = "begun_at"
    }

    var subject: ClaimSubject { ClaimSubject(account: account, apiURL: apiURL) }
    var holder: ClaimHolder { ClaimHolder(pid: pid, host: host, user: user) }
}
