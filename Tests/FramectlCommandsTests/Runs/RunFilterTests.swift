import ArgumentParser
import Foundation
import Testing

@testable import FramectlCommands
@testable import FrameOperations

@Suite("The filter of runs")
struct RunFilterTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func row(_ number: Int, hoursAgo: Double, account: String = "a1", isAlive: Bool = false) -> RunRow {
        RunRow(
            RunRecord(
                number: number,
                id: "r\(number)",
                subject: ClaimSubject(account: account, apiURL: "https://api.example.com/v1"),
                holder: ClaimHolder(pid: 1, host: "desk", user: "ada"),
                begunAt: Self.now.addingTimeInterval(-hoursAgo * 3_600),
                eventCount: 0,
                first: nil,
                last: nil,
                isAlive: isAlive
            )
        )
    }

    private var rows: [RunRow] {
        [
            row(1, hoursAgo: 200), row(2, hoursAgo: 30, account: "a2"), row(3, hoursAgo: 3),
            row(4, hoursAgo: 1, isAlive: true),
        ]
    }

    @Test(
        "keeps what matches all of it, in order",
        arguments: [
            ([], ["r1", "r2", "r3", "r4"]), (["--since", "2d"], ["r2", "r3", "r4"]),
            (["--since", "2d", "--failed"], ["r2", "r3"]), (["--account", "a2"], ["r2"]),
            (["--limit", "2"], ["r3", "r4"]), (["--account", "a1", "--limit", "1", "--failed"], ["r3"]),
            (["--account", "nobody"], []),
        ] as [([String], [String])]
    )
    func matching(arguments: [String], ids: [String]) throws {
        #expect(try RunFilter.parse(arguments).matching(rows, at: Self.now).map(\.runID) == ids)
    }

    @Test("takes a day from its beginning, by this machine's clock")
    func day() throws {
        let since = try PastTime(parsing: "2026-11-29")
        let date = since.date(before: Self.now)
        let calendar = Calendar(identifier: .gregorian)
        #expect(calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date).day == 29)
        #expect(calendar.startOfDay(for: date) == date)
        #expect(since.text == "2026-11-29")
    }

    @Test(
        "refuses what is no time that has passed",
        arguments: ["", "7", "2026-13-01", "2026-02-30", "yesterday", "2026-1-1"]
    )
    func noTime(text: String) {
        #expect(throws: ArgumentProblem.self) { try PastTime(parsing: text) }
    }

    @Test("refuses a limit of nothing and an empty account", arguments: [["--limit", "0"], ["--account", " "]])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try RunFilter.parse(arguments) }
    }
}
