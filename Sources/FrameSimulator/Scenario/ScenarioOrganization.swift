/// One organization of the customer.
package struct ScenarioOrganization: Codable, Sendable, Equatable {
    package var id: String
    package var name: String
    /// Listed only when the client asks with `show_deleted=true`.
    package var deleted: Bool

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name, deleted
    }

    package init(id: String, name: String, deleted: Bool = false) {
        self.id = id
        self.name = name
        self.deleted = deleted
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        id = try fields.text(.id)
        name = try fields.text(.name)
        deleted = try fields.value(.deleted, default: false)
    }
}
