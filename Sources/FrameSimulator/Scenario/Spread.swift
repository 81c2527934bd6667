/// Two bounds between which a value is drawn evenly; in JSON one number, or `{"min": …, "max": …}`.
package struct Spread: Codable, Sendable, Equatable {
    package var min: Double
    package var max: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
        case min, max
    }

    package init(min: Double, max: Double) {
        self.min = min
        self.max = max
    }

    /// Always this value.
    package init(_ value: Double) {
        self.init(min: value, max: value)
    }

    package init(from decoder: any Decoder) throws {
        if let value = try? decoder.singleValueContainer().decode(Double.self) {
            self.init(value)
            return
        }
        let fields = try StrictFields<CodingKeys>(decoder)
        self.init(min: try fields.value(.min), max: try fields.value(.max))
        guard min <= max else {
            throw fields.refusal(.max, value: ScalarValue.short(max), remedy: "give a max that is not below min")
        }
    }
}
