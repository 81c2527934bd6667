import Foundation
import FrameOperations
import GRDB
import Testing

@testable import FrameJournal

@Suite("The journal's documentation")
struct DocumentationTests {
    private let text: String

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/journal.md")
        text = try String(contentsOf: file, encoding: .utf8)
    }

    /// What its check says of the journal.
    private func check(_ folder: Folder) throws -> (status: Int32, output: String) {
        let parts = text.split(separator: "```python\n")
        try #require(parts.count == 2)
        let program = try #require(parts[1].split(separator: "```").first)
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", String(program), folder.journal]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test("holds a check that agrees with the tool")
    func agreement() async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            try await journal.add("r1", events: 3)
            try await journal.add("r2", events: 0)
            try await journal.add("r3", events: 300)
            let (status, output) = try check(folder)
            #expect(status == 0)
            for run in ["r1", "r2", "r3"] {
                guard case .whole(let events, let head) = try await journal.verify(run) else {
                    Issue.record("\(run) is broken")
                    return
                }
                #expect(output.contains("\(run) \(events) \(head)\n"))
            }
            guard case .whole(3, let head) = try await journal.verifyLedger() else {
                Issue.record("the list of runs is broken")
                return
            }
            #expect(output.hasSuffix("whole: 3 runs, \(head)\n"))
        }
    }

    @Test(
        "holds a check that finds what was changed",
        arguments: [
            ("UPDATE events SET body = replace(body, 'event 2', 'event X') WHERE run = 2", "event 2 of run r2"),
            ("DELETE FROM events WHERE run = 1 AND sequence = 3", "the end of run r1"),
            ("UPDATE batches SET bodies = replace(bodies, 'event 2', 'event X') WHERE run = 2", "event 2 of run r2"),
            ("UPDATE batches SET bodies = bodies || char(10) WHERE run = 1", "event 4 of run r1"),
            ("UPDATE batches SET hashes = CAST(hashes || hashes AS BLOB) WHERE run = 1", "event 4 of run r1"),
            ("UPDATE runs SET opening = replace(opening, 'user', 'root') WHERE number = 2", "the opening of run r2"),
            ("DELETE FROM runs WHERE number = 1", "run 1 is missing or another"),
            ("DELETE FROM runs WHERE number = 2", "2 runs were begun, 1 are there"),
        ]
    )
    func damage(sql: String, words: String) async throws {
        try await Folder.with { folder in
            let journal = try Journal(at: folder.journal)
            for run in ["r1", "r2"] { try await journal.add(run, events: 3) }
            try folder.tamper(sql)
            let (status, output) = try check(folder)
            #expect(status == 1)
            #expect(output.hasSuffix("BROKEN: \(words)\n"))
        }
    }

    @Test("names every table and column", arguments: ["runs", "batches", "events", "claims"])
    func columns(table: String) async throws {
        try await Folder.with { folder in
            let names = try Journal(at: folder.journal).connection.read { try $0.columns(in: table).map(\.name) }
            for name in [table] + names { #expect(text.contains("`\(name)`"), "\(name) is not documented") }
        }
    }
}
