/// One readable rule: which requests, how many of them to let pass, how many to spoil, and how.
package struct FaultRule: Sendable, Equatable {
    package var pattern: RequestPattern
    /// How many matching requests pass before the first is spoilt.
    package var skip: Int
    /// How many are spoilt then; nil is all of them.
    package var times: Int?
    package var answer: FaultAnswer
    /// Whether the request has its effect although the answer is spoilt.
    package var acts: Bool

    /// Without `acts` the rule does what ``FaultAnswer`` says for this answer.
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

    /// Whether the rule spoils the matching request with this number, counted from 0.
    func isDue(at number: Int) -> Bool {
        guard number >= skip else { return false }
        guard let times else { return true }
        return number - skip < times
    }
}
