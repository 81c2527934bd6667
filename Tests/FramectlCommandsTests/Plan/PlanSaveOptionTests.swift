import ArgumentParser
import Testing

@testable import FramectlCommands

@Suite("plan -o")
struct PlanSaveOptionTests {
    @Test(
        "refuses a form of output, and names the option that was meant",
        arguments: [
            (["-o", "json"], "--output json"), (["-o", "csv"], "--output csv"),
            (["--save", "jsonl"], "--output jsonl"),
            (["-o=text"], "--output text"), (["-o", "JSON"], "--output json"), (["-o", "-"], "--output json > FILE"),
        ]
    )
    func refused(arguments: [String], meant: String) async {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(["plan"] + arguments, in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains(meant), "\(terminal.talk)")
    }

    @Test("takes a file of such a name", arguments: ["./json", "plan.json", "jsons"])
    func taken(name: String) throws {
        #expect(try (Framectl.parseAsRoot(["plan", "-o", name]) as? PlanCommand)?.save == name)
    }
}
