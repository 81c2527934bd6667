import ArgumentParser
import FrameAPI
import FrameOperations

/// The pace, the time limit and the failure limit of a run.
struct PaceOptions: ParsableArguments {
    /// The maximum number of requests in flight.
    static let most = 256

    @Option(
        help: ArgumentHelp(
            "Maximum number of requests in flight; adjusted automatically below it.",
            valueName: "n"
        )
    )
    var concurrency = RunSettings().concurrency

    @Option(
        help: ArgumentHelp(
            "Maximum number of requests per second, such as 20 or 0.5; adjusted automatically below it.",
            valueName: "n"
        )
    )
    var rate: Double?

    @Option(
        help: ArgumentHelp(
            "How long to wait for sessions that are closing, such as 90s or 5m.",
            valueName: "duration"
        )
    )
    var deadline = DurationArgument(RunSettings().deadline)

    @Option(
        help: ArgumentHelp(
            "Start no further close after this time, such as 45m; list once more, and end.",
            valueName: "duration"
        )
    )
    var timeLimit = DurationArgument(RunSettings().limit)

    @Option(
        help: ArgumentHelp(
            "Stop when more sessions than this fail, a number or a share such as 5%.",
            valueName: "n|p%"
        )
    )
    var maxFailures: FailureCeiling?

    func validate() throws {
        guard (1...Self.most).contains(concurrency) else {
            throw ValidationError("--concurrency takes a whole number from 1 to \(Self.most).")
        }
        guard rate.map({ (0.01...100_000).contains($0) }) ?? true else {
            throw ValidationError("--rate takes a number of requests a second, from 0.01 to 100000.")
        }
    }

    var settings: RunSettings {
        RunSettings(
            concurrency: concurrency,
            rate: rate,
            limit: timeLimit.duration,
            failureCeiling: maxFailures,
            deadline: deadline.duration
        )
    }
}

extension FailureCeiling: ExplainedArgument {
    /// Reads `12` or `5%`.
    init(parsing text: String) throws(ArgumentProblem) {
        let number = text.withoutOuterBlanks
        if number.ends(with: "%"), let percent = Double(number.dropLast().withoutOuterBlanks),
            (0...100).contains(percent)
        {
            self = .percent(percent)
        } else if let count = Int(number), count >= 0 {
            self = .count(count)
        } else {
            throw ArgumentProblem("expected a number of sessions, such as 12, or a share from 0% to 100%, such as 5%")
        }
    }

    var text: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
        }
    }
}
