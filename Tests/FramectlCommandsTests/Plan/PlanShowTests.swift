import ArgumentParser
import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("plan show")
struct PlanShowTests {
    private func show(
        _ arguments: [String],
        at moment: Date = Date(timeIntervalSince1970: 1_700_000_100)
    ) async -> (status: FramectlCommands.ExitStatus, terminal: RecordingTerminal) {
        let terminal = RecordingTerminal()
        var context = CommandContext.recording(terminal)
        context.time = TimeSource(now: { moment }, elapsed: { .zero }, sleep: { _ in })
        return (await CommandRunner.run(["plan", "show"] + arguments, in: context), terminal)
    }

    @Test("shows the plan with its digest and until when it is valid")
    func text() async {
        let (status, terminal) = await show([PlanFixture.file.path])
        #expect(status == .success)
        #expect(terminal.talk.isEmpty)
        #expect(terminal.output.hasPrefix("Contoso Training  1f86e290"))
        #expect(terminal.output.contains("Room “3”  production"))
        #expect(terminal.output.hasSuffix("\nsha256:\(PlanFixture.digest), valid until 2023-11-14T23:13:20Z\n"))
    }

    @Test("shows an expired plan, and says that it has expired", arguments: ["text", "jsonl"])
    func expired(format: String) async {
        let moment = Date(timeIntervalSince1970: 1_700_003_600)
        let (status, terminal) = await show([PlanFixture.file.path, "--output", format], at: moment)
        #expect(status == .success)
        let said = format == "text" ? terminal.output : terminal.talk
        #expect(said.hasSuffix("sha256:\(PlanFixture.digest), expired at 2023-11-14T23:13:20Z\n"))
    }

    @Test("prints the file itself as json, and the rest as messages")
    func json() async throws {
        for arguments in [[PlanFixture.file.path, "--output", "json"], ["--output=json", PlanFixture.file.path]] {
            let (status, terminal) = await show(arguments)
            #expect(status == .success)
            #expect(terminal.output == String(decoding: try PlanFixture.bytes(), as: UTF8.self))
            #expect(terminal.talk == "sha256:\(PlanFixture.digest), valid until 2023-11-14T23:13:20Z\n")
        }
    }

    @Test("prints the sessions as rows", arguments: [("csv", "\r\n", 5), ("jsonl", "\n", 4)])
    func rows(format: String, end: String, count: Int) async {
        let (status, terminal) = await show([PlanFixture.file.path, "--output", format])
        #expect(status == .success)
        #expect(terminal.output.components(separatedBy: end).count == count + 1)
        #expect(terminal.output.contains("s2"))
    }

    @Test("refuses what apply refuses: 5, and what is not there: 64")
    func refused() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "framectl-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let body = String(decoding: try PlanFixture.bytes().dropLast(PlanDigest.endingSize), as: UTF8.self)
        for (bytes, words) in [
            (try PlanFixture.bytes() + [0x0A], "is not as it was saved"),
            (
                Resealed.bytes(body.replacing("\"doubtful\" : false", with: "\"doubtful\" :  false")),
                "is not what framectl plan -o"
            ),
            (Resealed.bytes(body.replacing("2023-11-14T23", with: "2023-11-24T23")), "never writes"),
        ] {
            try Data(bytes).write(to: file)
            let (status, terminal) = await show([file.path])
            #expect(status == .stalePlan)
            #expect(terminal.output.isEmpty)
            #expect(terminal.talk.contains(words), "\(terminal.talk)")
        }
        #expect(await show(["/nowhere/plan.json"]).status == .usage)
        #expect(await show([]).status == .usage)
    }

    @Test("takes its own options and none of plan, wherever they stand: 64")
    func options() async {
        for arguments in [
            ["x", "--pool", "a"], ["--pool", "a", "x"], ["x", "-o", "y"], ["x", "--detailed-exit-code"],
        ] {
            let (status, terminal) = await show(arguments)
            #expect(status == .usage)
            #expect(terminal.talk.contains("Unknown option"), "\(terminal.talk)")
            #expect(terminal.talk.contains("Usage: framectl plan show <file>"))
            #expect(terminal.talk.contains("See 'framectl plan show --help'"))
        }
        let terminal = RecordingTerminal()
        let before = ["plan", "--pool", "a", "show", "x"]
        #expect(await CommandRunner.run(before, in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains("'show' has to come before all options"))
    }

    @Test("leaves plan what it was: a value that reads “show” is a value")
    func value() throws {
        let command = try #require(try Framectl.parseAsRoot(["plan", "--pool", "show", "-o", "show"]) as? PlanCommand)
        #expect(command.selection.pool == ["show"])
        #expect(command.save == "show")
    }
}
