/// One readable rule: which requests, how many of them pass first, how many get the fault, and which fault.
package struct FaultRule: Sendable, Equatable {
    package var pattern: RequestPattern
    /// How many matching requests pass before the first fault.
    package var skip: Int
    /// How many get the fault then; nil is all of them.
    package var times: Int?
    package var answer: FaultAnswer
    /// Whether the request has its effect although it gets the fault.
    package var acts: Bool

    /// Without `acts` the rule uses the default of ``FaultAnswer`` for this answer.
    package init(
        on pattern: RequestPattern,
        answer: FaultAnswer,
        skip: Int = 0,
        times: Int? = nil,
        acts: Bool? = nil
    ) {
        self.pattern = pattern
        self.skip = skip
        self.times = times
        self.answer = answer
        self.acts = acts ?? answer.name.actsByDefault
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pattern = "on"
        case skip, times, answer, acts
        case location, status
        case retryAfter = "retry_after"
        case body, seconds
        case afterBytes = "after_bytes"
        case entries
    }

    /// Whether the rule applies to the matching request with this number, counted from 0.
    func isDue(at number: Int) -> Bool {
        guard number >= skip else { return false }
        guard let times else { return true }
        return number - skip < times
    }
}
