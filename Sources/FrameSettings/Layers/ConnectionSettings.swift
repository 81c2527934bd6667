import FoundationEssentials
package import FrameAPI

/// The settings of a connection, read once.
package struct ConnectionSettings: Sendable {
    package let baseURL: BaseURL
    package let credentials: Credentials
    package let transport: TransportSettings
    /// The account reference; `nil` when none is set.
    package let account: AccountReference?
    /// The origin of each of them.
    package let sources: CommandSettings

    /// Reads them, and fetches the secret from its source.
    ///
    /// - Parameters:
    ///   - flags: The values of the command line.
    ///   - context: The environment, and the working folder.
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
        // An invalid account is reported before a secret is read, or any request is sent.
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

    /// The credential of the client id; `nil` when it has no name.
    package var credentialInUse: CredentialName? {
        switch sources.layers.origin(of: .clientID) {
        case nil, .user: sources.credential?.name
        case .flag, .environment, .project: nil
        }
    }

}

extension LayeredSettings {
    /// Reads the client id, and the secret from its source.
    ///
    /// - Throws: ``SettingsError``: `missing-setting`, or the error of the source.
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
