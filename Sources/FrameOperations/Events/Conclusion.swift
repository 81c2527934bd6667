/// How a run ended, in a few codes and numbers: the last event, and all that a list of runs has to read of a run.
package struct Conclusion: Sendable, Codable, Equatable {
    /// How it ended.
    package let ending: Ending
    /// How many sessions have each outcome; outcomes without a session are omitted.
    package let outcomes: [Outcome: Int]
    /// Why the run stopped sending by itself, if it did.
    package private(set) var stopped: Stopped?
    /// How the hook after the close ended, if it failed.
    package private(set) var failedHook: HookEnd?
    /// Whether the last listing may be truncated, so that there may be sessions in scope that it does not show.
    package private(set) var doubtful: Bool?
    /// Whether a DELETE was announced.
    package private(set) var acted: Bool?

    /// Makes a conclusion.
    package init(
        _ ending: Ending,
        outcomes: [Outcome: Int] = [:],
        stopped: Stopped? = nil,
        failedHook: HookEnd? = nil,
        isDoubtful: Bool = false,
        hasActed: Bool = true
    ) {
        self.ending = ending
        self.outcomes = outcomes.filter { $0.value > 0 }
        self.stopped = stopped
        self.failedHook = failedHook
        doubtful = isDoubtful ? true : nil
        acted = hasActed ? true : nil
    }

    /// How many sessions have an outcome.
    package func count(_ outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

    enum CodingKeys: String, CodingKey {
        case ending, outcomes, stopped, doubtful, acted
        case failedHook = "failed_hook"
    }
}
