/// The owner of an audit trail.
public enum AuditScope: Sendable {
    /// An organization's.
    case organization(OrganizationID)
    /// A customer's.
    case customer(CustomerID)
}

extension FrameReading {
    /// An audit trail. `GET /{organizations,customers}/{id}/audit-trails` (vendor text; neither the entries' fields nor the names of the
    /// date parameters are publicly documented).
    ///
    /// - Parameters:
    ///   - scope: The owner of the trail.
    ///   - search: Keeps entries that hold this text.
    ///   - kind: Keeps entries of this kind.
    ///   - parameters: Further query parameters, such as the service's own for dates.
    /// - Returns: The trail as received.
    /// - Throws: ``FrameAPIError``.
    public func auditTrail(
        of scope: AuditScope,
        search: String? = nil,
        kind: String? = nil,
        parameters: [(name: String, value: String)] = []
    ) async throws(FrameAPIError) -> JSONValue {
        let path: EndpointPath =
            switch scope {
            case .organization(let id): "/organizations/\(id)/audit-trails"
            case .customer(let id): "/customers/\(id)/audit-trails"
            }
        let query = [("search", search), ("kind", kind)] + parameters.map { ($0.name, Optional($0.value)) }
        return try await value(path, query: query, due: "an audit trail")
    }
}
