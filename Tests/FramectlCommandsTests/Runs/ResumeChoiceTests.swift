import Foundation
import FrameAPI
import FrameJournal
import FrameWorkflows
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("The run that is resumed when none is named")
struct ResumeChoiceTests {
    private static let service = "http://127.0.0.1:1/v1"
    private static let accounts = (1...2).map { "a0000000-0000-4000-8000-00000000000\($0)" }

    /// Adds a run that ended in some way; `nil` for one that ended before its plan was written down.
    private func add(_ run: String, of account: Int, endingWith ending: Ending?, to journal: any RunStore) async throws
    {
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
            try ending.map { ending in
                try PoolCountsTests.beginning([("Theatre", 1)])
                    + [.finished(Conclusion(ending))]
            } ?? [.interrupted]
        for (index, fact) in facts.enumerated() {
            let time = Date(timeIntervalSince1970: 1_700_000_000)
            writer.enqueue(RunEvent(sequence: index + 1, time: time, fact: fact))
        }
        await writer.end()
    }

    /// The run that is chosen of those of two accounts.
    private func choice(
        _ endings: [Ending?],
        account: Int? = 1,
        namesAccount: Bool = false,
        namesHook: Bool = false,
        others: [Ending?] = []
    ) async throws -> String? {
        var chosen: String?
        try await SettingsHome.with { home in
            let journal = try Journal(at: home.home + "/journal.sqlite")
            for (index, ending) in endings.enumerated() {
                try await add("run-\(index + 1)", of: 1, endingWith: ending, to: journal)
            }
            for (index, ending) in others.enumerated() {
                try await add("other-\(index + 1)", of: 2, endingWith: ending, to: journal)
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
            ([], nil), ([.complete], nil), ([nil], nil), ([.interrupted], "run-1"), ([.incomplete], "run-1"),
            ([.credentialsRefused], "run-1"), ([.refused], "run-1"),
            ([.incomplete, .complete], "run-1"), ([.incomplete, .interrupted, .complete, .complete], "run-2"),
            ([.credentialsRefused, nil, .complete], "run-1"), ([.complete, .incomplete], "run-2"),
        ] as [([Ending?], String?)]
    )
    func newest(endings: [Ending?], run: String?) async throws {
        #expect(try await choice(endings) == run)
    }

    @Test(
        "is one of which only the command after the close failed if that is named again",
        arguments: [
            ([.hookFailed], "run-1", nil), ([.incomplete, .hookFailed], "run-2", "run-1"),
            ([.hookFailed, .complete], "run-1", nil),
        ]
            as [([Ending?], String?, String?)],
        [true, false]
    )
    func hook(runs: ([Ending?], String?, String?), isNamed: Bool) async throws {
        #expect(try await choice(runs.0, namesHook: isNamed) == (isNamed ? runs.1 : runs.2))
    }

    @Test("is of the account that is set, or of any where none is")
    func account() async throws {
        #expect(try await choice([.incomplete], others: [.incomplete, .complete]) == "run-1")
        #expect(try await choice([.incomplete], account: nil, others: [.incomplete, .complete]) == "other-1")
        #expect(try await choice([.complete], others: [.incomplete]) == nil)
    }

    @Test("is an error where the account is named that has no run at all, and not where it is set")
    func accountWithoutRuns() async throws {
        let error = await #expect(throws: CommandError.self) {
            try await choice([], namesAccount: true, others: [.incomplete])
        }
        #expect(error?.code == .noRuns)
        #expect(error?.exitStatus == .usage)
        #expect(error?.detail.contains(Self.accounts[0]) == true)
        #expect(try await choice([], others: [.incomplete]) == nil)
        #expect(try await choice([.complete], namesAccount: true, others: [.incomplete]) == nil)
    }
}
