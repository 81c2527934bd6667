/// The customer that everything in a scenario belongs to.
package struct ScenarioCustomer: Codable, Sendable, Equatable {
    package var id: String
    package var name: String

    package init(id: String = "c0000000-0000-4000-8000-000000000001", name: String = "Contoso") {
        self.id = id
        self.name = name
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        self.init()
        id = try fields.text(.id, default: id)
        name = try fields.text(.name, default: name)
    }
}
