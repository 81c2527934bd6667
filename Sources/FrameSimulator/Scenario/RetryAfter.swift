/// The `Retry-After` header: in JSON a number of seconds, or `{"seconds": 2, "as": "date"}`.
package struct RetryAfter: Codable, Sendable, Equatable {
    package enum Form: String, Codable, Sendable, CaseIterable {
        case seconds, date
    }

    package var seconds: Int
    package var form: Form

    enum CodingKeys: String, CodingKey, CaseIterable {
        case seconds
        case form = "as"
    }

    package init(seconds: Int, as form: Form = .seconds) {
        self.seconds = seconds
        self.form = form
    }

    package init(from decoder: any Decoder) throws {
        if let seconds = try? decoder.singleValueContainer().decode(Int.self) {
            guard (0...86_400).contains(seconds) else {
                let remedy = "give a whole number from 0 to 86400"
                let place = decoder.codingPath.place
                throw ScenarioError(.impossibleValue, key: place, value: "\(seconds)", remedy: remedy)
            }
            self.init(seconds: seconds)
            return
        }
        let fields = try StrictFields<CodingKeys>(decoder)
        self.init(
            seconds: try fields.integer(.seconds, in: 0...86_400),
            as: try fields.word(.form, default: .seconds)
        )
    }

    func header(at moment: Moment) -> String {
        switch form {
        case .seconds: String(seconds)
        case .date: moment.advanced(bySeconds: Double(seconds)).httpDate
        }
    }
}
