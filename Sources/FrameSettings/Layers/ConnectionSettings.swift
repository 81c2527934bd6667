import FoundationEssentials
package import FrameAPI

/// The settings of a connection, read once.
package struct ConnectionSettings: Sendable {
    package let baseURL: BaseURL
    package let credentials: Credentials
    package let transport: TransportSettings
    /// The account, as it is referred to; `nil` when none is set.
    package let account: AccountReference?
    /// Where each of them comes from.
    package let sources: CommandSettings

    /// Reads them, and fetches the secret from wherever it is.
    ///
    /// - Parameters:
    ///   - flags: What the command line says.
    ///   - context: The environment, and the folder that one works in.
    ///   - connections: How many connections may be open at once.
    /// - Throws: ``SettingsError`` or ``FrameAPI/FrameAPIError``, naming the setting.
    package init(flags: [Setting: String], in context: SettingsContext, connections: Int) async throws {
        try await self.init(CommandSettings(flags: flags, in: context), in: context, connections: connections)
    }

    /// The same for layers that were read already.
    package init(_ sources: CommandSettings, in context: SettingsContext, connections: Int) async throws {
        self.sources = sources
        let layers = sources.layers
        baseURL =
            try layers.text(.apiURL).map { found throws(FrameAPIError) in
                try BaseURL(parsing: found.value)
            } ?? .production
        // What is wrong with the account is said before a secret is asked for, or anything sent.
        account = try layers.text(.account).map { found throws(FrameAPIError) in
            try AccountReference(parsing: found.value)
        }
        let (clientID, secret) = try await layers.credential(in: context)
        credentials = try Credentials(clientID: clientID, clientSecret: secret)
        let environment = context.environment
        transport = TransportSettings(
            proxy: try ProxySettings(for: baseURL, environment: environment),
            trustedCertificatesFile: baseURL.scheme == "https"
                ? environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 } : nil,
            additionalCertificatesFile: layers.text(.caFile)?.value,
            connections: connections
        )
    }

    /// The credential that the client id comes from; `nil` when it has no name.
    package var credentialInUse: CredentialName? {
        switch sources.layers.origin(of: .clientID) {
        case nil, .user: sources.credential?.name
        case .flag, .environment, .project: nil
        }
    }

}

extension LayeredSettings {
    /// Reads the client id, and the secret from wherever it is.
    ///
    /// - Throws: ``SettingsError``: `missing-setting`, or what the way to the secret throws.
    func credential(in context: SettingsContext) async throws(SettingsError) -> (clientID: String, secret: Secret) {
        let source = secretSource
        let clientID = text(.clientID)?.value
        if clientID == nil, source?.value.mayNameClient != true { throw SettingsError.noClientID }
        guard let source else { throw SettingsError.noClientSecret }
        let kept = try await source.value.read(for: clientID, in: context)
        guard let named = kept.clientID ?? clientID else { throw SettingsError.noClientID }
        if let clientID, named != clientID {
            throw .otherClient(named: named, set: clientID)
        }
        return (named, kept.secret)
    }
}
