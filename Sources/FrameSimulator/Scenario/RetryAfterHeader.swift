/// The `Retry-After` header: in JSON a number of seconds, `{"seconds": 2, "as": "date"}`, or a text that is sent as it is.
package struct RetryAfterHeader: Codable, Sendable, Equatable {
    package enum Form: String, Codable, Sendable, CaseIterable {
        case seconds, date
    }

    package var seconds: Int
    package var form: Form
    /// A literal value, with any meaning.
    package var text: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case seconds
        case form = "as"
    }

    /// Makes a header with a literal value.
    package init(text: String) {
        self.init(seconds: 0)
        self.text = text
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
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
                let remedy = "give a header that can be sent: printable ASCII"
                throw ScenarioError(.impossibleValue, key: decoder.codingPath.place, value: "\(text)", remedy: remedy)
            }
            self.init(text: text)
            return
        }
        let fields = try StrictFields<CodingKeys>(decoder)
        self.init(
            seconds: try fields.integer(.seconds, in: 0...86_400),
            as: try fields.word(.form, default: .seconds)
        )
    }

    /// In the form in which it was read.
    package func encode(to encoder: any Encoder) throws {
        if let text {
            var container = encoder.singleValueContainer()
            try container.encode(text)
            return
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(form, forKey: .form)
    }

    func header(at moment: Moment) -> String {
        if let text { return text }
        return switch form {
        case .seconds: String(seconds)
        case .date: moment.advanced(bySeconds: Double(seconds)).httpDate
        }
    }
}
