import FrameAPI
import FrameOperations
import FrameWorkflows

/// The choice of the run to resume.
struct ResumeChoice {
    let journal: any RunStore
    let baseURL: BaseURL
    /// The account of the settings, if there is one.
    let account: AccountID?
    /// Whether it was named on the command line.
    let namesAccount: Bool
    /// Whether a hook after the close is named. Then a run of which only that hook failed is incomplete.
    let namesHook: Bool

    /// Finds the run.
    ///
    /// - Parameter name: Its id, or a part of it; `nil` for the newest incomplete one of this account.
    /// - Returns: The run; `nil` when none is named and none is incomplete.
    /// - Throws: `no-runs`, when an account is named that has none; `run-alive`, when a run of this account is; `unknown-run`,
    ///   `ambiguous-run`; `other-account`, when the settings are those of another account or service; `journal-corrupt`.
    func run(named name: String?) async throws -> FollowedRun? {
        guard let name else {
            if let account { try await journal.refuseIfAlive(subject(account.value)) }
            return try await newest()
        }
        let record = try await journal.record(of: name)
        try check(record.subject.account, account?.value, of: record, "account", "FRAME_ACCOUNT_ID or --account")
        try check(
            record.subject.apiURL,
            baseURL.description,
            of: record,
            "service",
            "FRAME_API_URL or --api-url"
        )
        return try await FollowedRun(record, in: journal)
    }

    /// The newest incomplete run of this account, or of all where none is set. An account with a run that is alive has to wait for its end.
    private func newest() async throws -> FollowedRun? {
        let runs = try await journal.runs().filter { record in
            record.subject == subject(account?.value ?? record.subject.account)
        }
        if namesAccount, let account, runs.isEmpty {
            throw CommandError(
                .noRuns,
                detail: "the journal has no run of the account \(Excerpt.of(account.value, limit: 120))",
                remedy: "framectl runs list shows the accounts that have one"
            )
        }
        let alive = runs.filter(\.isAlive)
        let busy = Set(alive.map(\.subject))
        for run in runs.reversed() where !busy.contains(run.subject) {
            if let run = try await followed(run) { return run }
        }
        // The last run may be incomplete without a session that it can close: this is reported, and not skipped.
        if let last = runs.last, !busy.contains(last.subject), last.endedIncomplete {
            return try await FollowedRun(last, in: journal)
        }
        for run in alive { try await journal.refuseIfAlive(run.subject) }
        return nil
    }

    /// A run with sessions that it can still close or verify; or with a failed hook to run, if one is named.
    private func followed(_ record: RunRecord) async throws -> FollowedRun? {
        let last = record.lastEvent
        var onlyHookFailed = false
        if case .finished(let end) = last?.fact {
            if end.ending == .complete { return nil }
            onlyHookFailed = end.ending == .hookFailed
            if onlyHookFailed, !namesHook { return nil }
        }
        let run = try await FollowedRun(record, in: journal)
        if onlyHookFailed { return run }
        // A run that ended before its plan was stored has closed nothing, and has nothing to close.
        let isLeft = Plan(run.state) != nil && (run.state.hasSomethingLeft || last.map { !$0.isEnd } ?? false)
        return isLeft ? run : nil
    }

    private func subject(_ account: String) -> ClaimSubject {
        ClaimSubject(account: account, apiURL: baseURL.description)
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
