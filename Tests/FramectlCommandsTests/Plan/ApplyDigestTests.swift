import FoundationEssentials
import Testing

@testable import FramectlCommands

@Suite("apply --digest")
struct ApplyDigestTests {
    @Test(
        "is read in either case, with or without its prefix",
        arguments: [PlanFixture.digest, PlanFixture.digest.uppercased()]
    )
    func read(digits: String) throws {
        for text in [digits, "sha256:\(digits)"] {
            #expect(try PlanDigest(parsing: text).text == "sha256:\(PlanFixture.digest)")
        }
    }

    @Test(
        "that is not one is refused: 64",
        arguments: [
            "4711", "sha256:", "\(PlanFixture.digest)0", "sha256:\(PlanFixture.digest)0",
            "sha256:\(PlanFixture.digest.dropLast())",
            "sha512:\(PlanFixture.digest)", "sha256:\(PlanFixture.digest.dropLast())g",
            "sha256:\(PlanFixture.digest.dropLast())é",
        ]
    )
    func malformed(text: String) async {
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(
            ["apply", PlanFixture.file.path, "--digest=\(text)"],
            in: .recording(terminal)
        )
        #expect(status == .usage)
        #expect(terminal.talk.contains("expected sha256: and 64 hexadecimal digits"))
    }

    @Test("of another plan is refused: 5, naming both, before anything else is looked at")
    func other() async {
        let terminal = RecordingTerminal()
        let other = "sha256:" + String(repeating: "0", count: 64)
        let arguments = ["apply", PlanFixture.file.path, "--digest", other, "--yes", "--output", "json"]
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .stalePlan)
        #expect(terminal.talk.contains("the plan has the digest sha256:\(PlanFixture.digest), expected \(other)"))
        #expect(terminal.output.contains("\"plan-other-digest\""))
    }

    @Test("of this plan is no obstacle: what is refused is its time")
    func same() async {
        let terminal = RecordingTerminal()
        let arguments = ["apply", PlanFixture.file.path, "--digest", "sha256:\(PlanFixture.digest)", "--yes"]
        #expect(await CommandRunner.run(arguments, in: .recording(terminal)) == .stalePlan)
        #expect(terminal.talk.contains("expired at"))
    }
}
