import ArgumentParser
import FoundationEssentials
import FrameOperations
import FrameSimulator

/// Which scenario to play.
struct ScenarioOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to play: one of \(Scenario.builtInNames.joined(separator: ", ")), or a scenario file.",
            valueName: "name-or-file"
        ),
        completion: .list(Scenario.builtInNames)
    )
    var scenario = "tradeshow"

    @Option(help: ArgumentHelp("The same seed plays the same sessions and delays.", valueName: "n"))
    var seed: UInt64 = 1

    func load() throws -> Scenario {
        if Scenario.builtInNames.contains(scenario) { return try Scenario.builtIn(scenario) }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: scenario))
        } catch {
            throw CommandError(
                .invalidInput,
                detail: "“\(scenario)” is neither a built-in scenario nor a file that can be read",
                remedy: (NearestWord.of(scenario, among: Scenario.builtInNames).map { "Did you mean \($0)? " } ?? "")
                    + "Use one of \(Scenario.builtInNames.joined(separator: ", ")), or the path of a scenario file"
            )
        }
        return try Scenario.decode(data)
    }
}
