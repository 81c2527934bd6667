import HTTPTypes

/// A credential that the simulator accepts. It is fake; its descriptions omit the secret all the same.
package struct SimulatedCredential: Codable, Sendable, Equatable {
    package enum Role: String, Codable, Sendable, CaseIterable {
        case administrator, support
        /// Reads only.
        case auditor
    }

    package enum Scope: Sendable, Equatable {
        case customer
        case organization(String)
        case account(String)
    }

    package var clientID: String
    package var clientSecret: String
    package var role: Role
    package var scope: Scope

    package init(clientID: String, clientSecret: String, role: Role = .support, scope: Scope = .customer) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.role = role
        self.scope = scope
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case clientID = "client_id"
        case clientSecret = "client_secret"
        case role
        case organizationID = "organization_id"
        case accountID = "account_id"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        clientID = try fields.text(.clientID)
        guard HTTPField.isValidValue(clientID) else {
            let remedy = "give an id that a header can hold: no line end in it, and no space around it"
            throw fields.refusal(.clientID, value: "\"\(clientID)\"", remedy: remedy)
        }
        clientSecret = try fields.text(.clientSecret)
        role = try fields.word(.role, default: .support)
        switch (fields.has(.organizationID), fields.has(.accountID)) {
        case (false, false): scope = .customer
        case (true, false): scope = .organization(try fields.text(.organizationID))
        case (false, true): scope = .account(try fields.text(.accountID))
        case (true, true):
            let account = try fields.text(.accountID)
            let remedy = "give organization_id or account_id, not both, or neither for the whole customer"
            throw fields.refusal(.accountID, value: "\"\(account)\"", remedy: remedy)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(clientID, forKey: .clientID)
        try container.encode(clientSecret, forKey: .clientSecret)
        try container.encode(role, forKey: .role)
        switch scope {
        case .customer: break
        case .organization(let id): try container.encode(id, forKey: .organizationID)
        case .account(let id): try container.encode(id, forKey: .accountID)
        }
    }
}

extension SimulatedCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(clientID) (\(role.rawValue))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["clientID": clientID, "role": role.rawValue]) }
}
