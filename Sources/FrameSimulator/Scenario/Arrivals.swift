/// Users who connect to a pool while the simulator runs. A user who finds no free instance is rejected.
package struct Arrivals: Codable, Sendable, Equatable {
    package enum Origin: String, Codable, Sendable, CaseIterable {
        case start
        /// The first DELETE that this account accepts.
        case firstDelete = "first_delete"
    }

    package enum Pace: Sendable, Equatable {
        /// The average; the gaps are drawn evenly between nothing and twice the mean.
        case perMinute(Double)
        /// Seconds after the origin, ascending.
        case atSeconds([Double])
    }

    package var pace: Pace
    package var origin: Origin
    /// The maximum number of users; nil is no limit.
    package var atMost: Int?

    package init(_ pace: Pace, after origin: Origin = .start, atMost: Int? = nil) {
        self.pace = pace
        self.origin = origin
        self.atMost = atMost
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case perMinute = "per_minute"
        case atSeconds = "at_seconds"
        case after
        case atMost = "at_most"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        origin = try fields.word(.after, default: .start)
        atMost = fields.has(.atMost) ? try fields.integer(.atMost, in: 0...1_000_000) : nil
        switch (fields.has(.perMinute), fields.has(.atSeconds)) {
        case (true, false):
            pace = .perMinute(try fields.number(.perMinute, in: 0.001...6_000))
        case (false, true):
            let offsets: [Double] = try fields.value(.atSeconds)
            if let offset = offsets.first(where: { !(0...31_536_000).contains($0) }) {
                throw fields.refusal(.atSeconds, value: ScalarValue.short(offset), remedy: "give seconds from 0 up")
            }
            pace = .atSeconds(offsets.sorted())
        default:
            let value = fields.has(.perMinute) ? "together with at_seconds" : "missing"
            throw fields.refusal(.perMinute, value: value, remedy: "give one of per_minute and at_seconds")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch pace {
        case .perMinute(let rate): try container.encode(rate, forKey: .perMinute)
        case .atSeconds(let offsets): try container.encode(offsets, forKey: .atSeconds)
        }
        try container.encode(origin, forKey: .after)
        try container.encodeIfPresent(atMost, forKey: .atMost)
    }
}
