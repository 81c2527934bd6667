import Foundation
import FrameAPI
import FrameJournal
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("The run that is resumed when none is named")
struct ResumeChoiceTests {
    private static let service = "http://127.0.0.1:1/v1"
    private static let accounts = (1...2).map { "a0000000-0000-4000-8000-00000000000\($0)" }

    /// Adds a run that ended with a status; `nil` for one that ended before its plan was written down.
    private func add(_ run: String, of account: Int, endingWith status: Int?, to journal: any RunStore) async throws {
        let writer = try await journal.begin(
            run,
            on: ClaimSubject(account: Self.accounts[account - 1], apiURL: Self.service),
            RunTerms(
                holder: ClaimHolder(pid: 1, host: "host", user: "user"),
                reserve: 0,
                time: Date(timeIntervalSince1970: 1_700_000_000),
                isEnded: \.isEnd,
                redact: { $0 }
            )
        )
        let facts =
            try status.map { status in
                try RunTallyTests.beginning([("Theatre", 1)])
                    + [.finished(Finished(verdict: "", exitStatus: status))]
            } ?? [.interrupted(Interrupted(reason: ""))]
        for (index, fact) in facts.enumerated() {
            let time = Date(timeIntervalSince1970: 1_700_000_000)
            writer.enqueue(RunEvent(sequence: index + 1, time: time, fact: fact))
        }
        await writer.end()
    }

    /// The run that is chosen of those of two accounts.
    private func choice(
        _ statuses: [Int?],
        account: Int? = 1,
        namesAccount: Bool = false,
        namesHook: Bool = false,
        others: [Int?] = []
    ) async throws -> String? {
        var chosen: String?
        try await SettingsHome.with { home in
            let journal = try Journal(at: home.home + "/journal.sqlite")
            for (index, status) in statuses.enumerated() {
                try await add("run-\(index + 1)", of: 1, endingWith: status, to: journal)
            }
            for (index, status) in others.enumerated() {
                try await add("other-\(index + 1)", of: 2, endingWith: status, to: journal)
            }
            let choice = ResumeChoice(
                journal: journal,
                baseURL: try BaseURL(parsing: Self.service),
                account: account.map { AccountID(Self.accounts[$0 - 1]) },
                namesAccount: namesAccount,
                namesHook: namesHook
            )
            chosen = try await choice.run(named: nil)?.id
        }
        return chosen
    }

    @Test(
        "is the newest that has something left",
        arguments: [
            ([], nil), ([0], nil), ([nil], nil), ([130], "run-1"), ([3], "run-1"), ([77], "run-1"), ([4], "run-1"),
            ([3, 0], "run-1"), ([3, 130, 0, 0], "run-2"), ([77, nil, 0], "run-1"), ([0, 3], "run-2"),
        ] as [([Int?], String?)]
    )
    func newest(statuses: [Int?], run: String?) async throws {
        #expect(try await choice(statuses) == run)
    }

    @Test(
        "is one of which only the command after the close failed if that is named again",
        arguments: [([6], "run-1", nil), ([3, 6], "run-2", "run-1"), ([6, 0], "run-1", nil)]
            as [([Int?], String?, String?)],
        [true, false]
    )
    func hook(runs: ([Int?], String?, String?), isNamed: Bool) async throws {
        #expect(try await choice(runs.0, namesHook: isNamed) == (isNamed ? runs.1 : runs.2))
    }

    @Test("is of the account that is set, or of any where none is")
    func account() async throws {
        #expect(try await choice([3], others: [3, 0]) == "run-1")
        #expect(try await choice([3], account: nil, others: [3, 0]) == "other-1")
        #expect(try await choice([0], others: [3]) == nil)
    }

    @Test("is an error where the account is named that has no run at all, and not where it is set")
    func accountWithoutRuns() async throws {
        let error = await #expect(throws: CommandError.self) { try await choice([], namesAccount: true, others: [3]) }
        #expect(error?.code == .noRuns)
        #expect(error?.exitStatus == .usage)
        #expect(error?.detail.contains(Self.accounts[0]) == true)
        #expect(try await choice([], others: [3]) == nil)
        #expect(try await choice([0], namesAccount: true, others: [3]) == nil)
    }
}
