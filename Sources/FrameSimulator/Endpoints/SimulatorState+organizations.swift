extension SimulatorState {
    func organizationList(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let deletedToo = try call.query.flag("show_deleted") ?? false
        let found = scenario.organizations.filter { organization in
            isVisible(organization, to: call.credential)
                && organization.name.matches(call.query["name"])
                && (!organization.deleted || deletedToo)
        }
        let page = try ListPage(call.query)
        return call.list(page.apply(found, name: \.name, id: \.id)) { $1.write(to: &$0) }
    }

    func oneOrganization(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let organization = try organization(call)
        return .json { organization.write(to: &$0) }
    }

    /// One object, although the path reads like that of a list.
    func customer(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        try requireCustomerScope(call)
        return .json { scenario.customer.write(to: &$0) }
    }
}

extension ScenarioOrganization {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            $0.field("name", name)
            $0.field("description", "")
            $0.field("url_slug", name.slug)
            $0.field("website", nil)
            $0.field("deleted", deleted)
        }
    }
}

extension ScenarioCustomer {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("id", id)
            $0.field("name", name)
            $0.field("active", true)
            $0.field("url_slug", name.slug)
            $0.field("description", "")
            $0.field("website", nil)
        }
    }
}
