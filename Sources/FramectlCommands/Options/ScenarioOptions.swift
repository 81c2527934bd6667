import ArgumentParser
import FrameAPI
import FrameOperations
import FrameSimulator

/// The scenario.
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
        let file: BoundedFile
        do throws(BoundedFile.Problem) {
            file = try BoundedFile(reading: scenario, limit: Self.largest)
        } catch {
            throw CommandError(
                .invalidInput,
                detail: "“\(scenario)” is not a built-in scenario, and as a file it \(error.words)",
                remedy: (NearestWord.of(scenario, among: Scenario.builtInNames).map { "Did you mean \($0)? " } ?? "")
                    + "Use one of \(Scenario.builtInNames.joined(separator: ", ")), or the path of a scenario file"
            )
        }
        return try Scenario.decode(file.text.map { Array($0.utf8) } ?? file.bytes)
    }

    private static let largest = 64 << 20
}
