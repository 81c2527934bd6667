import FrameAPI
import FrameJournal
import FrameOperations

/// Which run to go on with.
struct ResumeChoice {
    let journal: Journal
    let baseURL: BaseURL
    /// The account that is set, if one is.
    let account: AccountID?

    /// Finds the run.
    ///
    /// - Parameter name: Its id, or a part of it; `nil` for the last of this account that was cut off or interrupted.
    /// - Returns: The run; `nil` when none is named and there is none.
    /// - Throws: `run-alive`, when a run of this account is; `unknown-run`, `ambiguous-run`; `other-account`, when the settings are those of another account or service.
    func record(named name: String?) throws -> RunRecord? {
        guard let name else {
            if let account {
                try journal.refuseIfAlive(
                    ClaimSubject(account: account.value, apiURL: baseURL.description)
                )
            }
            return try runs().last { [.cutOff, .interrupted].contains(RunStanding($0)) && $0.eventCount > 0 }
        }
        let record = try journal.record(of: name)
        try check(record.subject.account, account?.value, of: record, "account", "FRAME_ACCOUNT_ID or --account")
        try check(
            record.subject.apiURL,
            baseURL.description,
            of: record,
            "service",
            "FRAME_API_URL or --api-url"
        )
        return record
    }

    /// What became of the last run of this account, when it came to an end that is no good one: it is gone on with by its name alone.
    func endedBadly() throws -> Report? {
        guard let last = try runs().last, RunStanding(last) == .finished else { return nil }
        guard let report = Report(try RecordedRun(last, in: journal).state) else { return nil }
        return report.ending == .complete ? nil : report
    }

    /// The runs of this account, or of all where none is set, on this service.
    private func runs() throws -> [RunRecord] {
        return try journal.runs().filter { record in
            record.subject.apiURL == baseURL.description
                && account.map { $0.value == record.subject.account } ?? true
        }
    }

    private func check(
        _ its: String,
        _ set: String?,
        of record: RunRecord,
        _ what: String,
        _ setting: String
    ) throws(CommandError) {
        guard let set, set != its else { return }
        throw CommandError(
            .otherAccount,
            detail: "run \(record.id) is of the \(what) \(its), and \(set) is set",
            remedy: "Set \(setting) to that of the run; nothing was sent"
        )
    }
}
