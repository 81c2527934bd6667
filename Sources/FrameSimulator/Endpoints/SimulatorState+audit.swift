extension SimulatorState {
    func organizationAuditTrails(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let id = try organization(call).id
        return try auditTrail(call, of: audit.filter { $0.organizationID == id })
    }

    func customerAuditTrails(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        try requireCustomer(call)
        return try auditTrail(call, of: audit)
    }

    mutating func recordAudit(_ kind: AuditEntry.Kind, subject: String, account: Int, _ call: AdmittedCall) {
        audit.append(
            AuditEntry(
                kind: kind,
                moment: call.now,
                organizationID: accounts[account].organizationID,
                accountID: accounts[account].id,
                clientID: call.credential.clientID,
                subject: subject,
                number: audit.count + 1
            )
        )
    }

    /// The oldest first. `search`, `kind` and dates are documented; the simulator defines the names `from` and `to`.
    private func auditTrail(_ call: AdmittedCall, of entries: [AuditEntry]) throws(Refusal) -> EndpointAnswer {
        let from = try call.query.momentPrefix("from")
        let to = try call.query.momentPrefix("to")
        let found = entries.filter { entry in
            guard entry.text.matches(call.query["search"]) else { return false }
            if let kind = call.query["kind"], kind != entry.kind.rawValue { return false }
            let moment = entry.moment.timestamp(zulu: true)
            if let from, moment.prefix(from.count) < from { return false }
            if let to, moment.prefix(to.count) > to { return false }
            return true
        }
        return call.list(found) { $1.write(to: &$0) }
    }
}
