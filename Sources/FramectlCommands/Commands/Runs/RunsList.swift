import ArgumentParser
import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording

/// `framectl runs`
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List, inspect and resume runs.",
        discussion: """
            Example:
              framectl runs list
            """,
        subcommands: [RunsList.self, RunsShow.self, RunsResume.self, RunsVerify.self, RunsExport.self]
    )
}

/// `framectl runs list`
struct RunsList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the runs in the journal, the oldest first.",
        discussion: """
            Example:
              framectl runs list --output csv
              framectl runs list --since 7d --failed
            """
    )

    @OptionGroup(title: "Which runs") var filter: RunFilter
    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try await journal.existingStore(in: context)
        if store == nil {
            context.terminal.writeText(Failure(try CommandError.noJournal(journal, in: context)).words)
        }
        let rows = filter.matching(try await store?.runs().map(RunRow.init) ?? [], at: context.time.now())
        Self.listing(of: rows).write(as: output.form, to: context.terminal)
        return .success
    }

    /// Runs in the form of every output format.
    static func listing(of rows: [RunRow]) -> Listing<RunRow> {
        Listing(
            schema: "framectl.runs/1",
            name: "runs",
            rows: rows,
            columns: [
                ("Run", \.runID), ("Begun", \.begunAt), ("Account", { $0.accountName ?? $0.account }),
                ("Sessions", { $0.targets.map { String($0) } }), ("State", \.state),
                ("Exit", { $0.exitStatus.map { String($0) } }), ("Verdict", \.verdict),
            ],
            details: ["Begun"]
        )
    }
}

/// A run in the list, by its first and its last event.
struct RunRow: Encodable, Sendable {
    let runID: String
    let begunAt: String
    let account: String
    let accountName: String?
    let apiURL: String
    let user: String
    let host: String
    let reason: String?
    let targets: Int?
    let state: String
    let verdict: String?
    let exitStatus: Int?
    /// When it began.
    let date: Date

    /// Whether it was aborted, or ended with a status other than 0.
    var hasFailed: Bool { exitStatus.map { $0 != 0 } ?? (state == RunStanding.aborted.rawValue) }

    enum CodingKeys: String, CodingKey {
        case account, user, host, reason, targets, state, verdict
        case runID = "run_id"
        case begunAt = "begun_at"
        case accountName = "account_name"
        case apiURL = "api_url"
        case exitStatus = "exit_status"
    }

    init(_ record: RunRecord) {
        runID = record.id
        date = record.begunAt
        begunAt = record.begunAt.millisecondText
        account = record.subject.account
        apiURL = record.subject.apiURL
        user = record.holder.user
        host = record.holder.host
        var planned: Planned?
        if case .planned(let first) = record.firstEvent?.fact { planned = first }
        accountName = planned?.subject.accountName
        reason = planned?.reason
        targets = planned?.targetCount
        let standing = RunStanding(record)
        state = standing.rawValue
        if standing != .running, case .finished(let end) = record.lastEvent?.fact {
            (verdict, exitStatus) = (end.verdict, Int(ExitStatus(end.ending).rawValue))
        } else {
            (verdict, exitStatus) = (nil, nil)
        }
    }
}
