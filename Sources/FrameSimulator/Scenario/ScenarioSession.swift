/// One explicit session. Absent values are made from the seed, as for the ordinary ones.
package struct ScenarioSession: Codable, Sendable, Equatable {
    /// The fields that an answer may omit, which is not the same as null.
    package enum Field: String, Codable, Sendable, CaseIterable {
        case id
        case poolID = "pool_id"
        case user, state
    }

    package var id: ScalarValue?
    /// Absent means the id of the pool that the session is listed in.
    package var poolID: ScalarValue?
    package var user: String?
    package var state: String?
    package var leaveOut: [Field]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id
        case poolID = "pool_id"
        case user, state
        case leaveOut = "leave_out"
    }

    package init(
        id: ScalarValue? = nil,
        poolID: ScalarValue? = nil,
        user: String? = nil,
        state: String? = nil,
        leaveOut: [Field] = []
    ) {
        self.id = id
        self.poolID = poolID
        self.user = user
        self.state = state
        self.leaveOut = leaveOut
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        id = try fields.optional(.id)
        poolID = try fields.optional(.poolID)
        user = try fields.optional(.user)
        state = try fields.optional(.state)
        let words: [String] = try fields.value(.leaveOut, default: [])
        leaveOut = try words.map { word in
            guard let field = Field(rawValue: word) else {
                let names = Field.allCases.map(\.rawValue).joined(separator: ", ")
                throw fields.refusal(.leaveOut, value: "\"\(word)\"", remedy: "name some of \(names)")
            }
            return field
        }
    }
}
