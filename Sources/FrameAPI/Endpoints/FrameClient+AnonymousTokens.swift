import FoundationEssentials

/// The scope of an anonymous token.
public enum TokenScope: Sendable {
    /// One account.
    case account(AccountID)
    /// All accounts of an organization.
    case organization(OrganizationID)
}

extension FrameClient {
    /// Makes a token for an anonymous user. `POST /{accounts,organizations}/{id}/secure-anonymous/{provider}/tokens` (seen in public code;
    /// the answer is a bare JSON string, and the request body is not documented). It is sent once.
    ///
    /// - Returns: The token. Treat it as a secret.
    public func anonymousToken(
        for scope: TokenScope,
        provider: String,
        content: JSONValue = .object([:])
    ) async throws(FrameAPIError) -> String {
        let path: EndpointPath =
            switch scope {
            case .account(let id): "/accounts/\(id)/secure-anonymous/\(segment: provider)/tokens"
            case .organization(let id): "/organizations/\(id)/secure-anonymous/\(segment: provider)/tokens"
            }
        let body: [UInt8]
        do { body = Array(try JSONEncoder().encode(content)) } catch { throw .invalidPath("\(error)") }
        return try await post(path, body: body).text(due: "a token")
    }
}
