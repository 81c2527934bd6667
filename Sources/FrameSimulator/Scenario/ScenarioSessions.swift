/// The sessions of a pool: a number of ordinary ones, or a list of explicit ones.
package enum ScenarioSessions: Codable, Sendable, Equatable {
    case count(Int)
    case listed([ScenarioSession])

    var count: Int {
        switch self {
        case .count(let count): count
        case .listed(let sessions): sessions.count
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
            guard count >= 0 else {
                let remedy = "give 0 or more, or a list of sessions"
                throw ScenarioError(
                    .impossibleValue,
                    key: decoder.codingPath.place,
                    value: "\(count)",
                    remedy: remedy
                )
            }
            self = .count(count)
        } else {
            self = .listed(try container.decode([ScenarioSession].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .count(let count): try container.encode(count)
        case .listed(let sessions): try container.encode(sessions)
        }
    }
}
