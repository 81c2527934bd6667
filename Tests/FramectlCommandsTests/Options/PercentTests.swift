import ArgumentParser
import FrameOperations
import Testing

@testable import FramectlCommands

@Suite("A share on the command line")
struct PercentTests {
    @Test("is read with and without its sign", arguments: [("95", 95), ("95%", 95), (" 95 % ", 95), ("0%", 0)])
    func read(text: String, value: Int) throws {
        #expect(try Percent(parsing: text).value == value)
        #expect(try Percent(parsing: Percent(value).text).value == value)
    }

    @Test("is refused with the form that is expected", arguments: ["", "%", "9.5%", "95%%", "many", "９5"])
    func refused(text: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try Percent(parsing: text) }
        #expect(problem?.description == "expected a whole number of percent, such as 20 or 20%")
    }

    @Test(
        "is taken by every option that has one",
        arguments: [["close", "--max-percent", "95%"], ["apply", "x", "--max-drift", "10%"]]
    )
    func options(arguments: [String]) throws {
        let command = try Framectl.parseAsRoot(arguments)
        if let close = command as? Close { #expect(close.options.close.ceilings.ceilings.percent == 95) }
        if let apply = command as? Apply { #expect(apply.maxDrift.value == 10) }
    }

    @Test(
        "of failures, or their number, is read",
        arguments: [
            ("12", .count(12)), ("0", .count(0)), ("5%", .percent(5)), ("2.5 %", .percent(2.5)),
            ("100%", .percent(100)),
        ] as [(String, FailureCeiling)]
    )
    func failures(text: String, ceiling: FailureCeiling) throws {
        #expect(try FailureCeiling(parsing: text) == ceiling)
        #expect(try FailureCeiling(parsing: ceiling.text) == ceiling)
    }

    @Test("of failures is refused with both forms", arguments: ["", "-1", "101%", "2.5", "few", "nan%", "%"])
    func noFailures(text: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try FailureCeiling(parsing: text) }
        #expect(problem?.description.contains("such as 12, or a share from 0% to 100%") ?? false)
    }
}
