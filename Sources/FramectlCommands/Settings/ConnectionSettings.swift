import Configuration
import FoundationEssentials
import FrameAPI

/// The settings of a connection, read once from flags and environment, the flag first.
struct ConnectionSettings: Sendable {
    let baseURL: BaseURL
    let credentials: Credentials
    let transport: TransportSettings
    private let accountText: String?

    init(_ options: ConnectionOptions, environment: [String: String], connections: Int) throws {
        let reader = Self.reader(options, environment: environment)
        baseURL =
            try reader.string(forKey: "frame.api.url").map { text throws(FrameAPIError) in
                try BaseURL(parsing: text)
            } ?? .production
        guard let clientID = reader.string(forKey: "frame.client.id"), !clientID.isEmpty else {
            throw CommandError(
                .missingSetting,
                detail: "no client id is set",
                remedy: "Set FRAME_CLIENT_ID or pass --client-id; the console's page of API credentials shows it"
            )
        }
        credentials = try Credentials(clientID: clientID, clientSecret: try Self.secret(reader))
        accountText = reader.string(forKey: "frame.account.id").flatMap { $0.isEmpty ? nil : $0 }
        transport = TransportSettings(
            proxy: try ProxySettings(for: baseURL, environment: environment),
            trustedCertificatesFile: baseURL.scheme == "https"
                ? environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 } : nil,
            additionalCertificatesFile: options.caFile,
            connections: connections
        )
    }

    /// The account, for commands that need one.
    var account: AccountID {
        get throws {
            guard let accountText else {
                throw CommandError(
                    .missingSetting,
                    detail: "no account is set",
                    remedy:
                        "Set FRAME_ACCOUNT_ID or pass --account, with the account's id or the console's address of it"
                )
            }
            return try AccountID(parsing: accountText)
        }
    }

    /// The account, or `nil` when none is set.
    var accountIfSet: AccountID? {
        get throws { try accountText.map { text throws(FrameAPIError) in try AccountID(parsing: text) } }
    }

    /// The settings as they are given, the flag first.
    static func reader(_ options: ConnectionOptions, environment: [String: String]) -> ConfigReader {
        let flags: [(AbsoluteConfigKey, String?)] = [
            ("frame.api.url", options.apiURL),
            ("frame.client.id", options.clientID),
            ("frame.client.secret.file", options.clientSecretFile),
            ("frame.account.id", options.account),
        ]
        let given = flags.compactMap { key, value in value.map { (key, ConfigValue(.string($0), isSecret: false)) } }
        return ConfigReader(providers: [
            InMemoryProvider(name: "flags", values: Dictionary(uniqueKeysWithValues: given)),
            EnvironmentVariablesProvider(
                environmentVariables: environment.filter { $0.key.hasPrefix("FRAME_") },
                secretsSpecifier: .specific(["FRAME_CLIENT_SECRET"])
            ),
        ])
    }

    private static func secret(_ reader: ConfigReader) throws -> String {
        if let path = reader.string(forKey: "frame.client.secret.file"), !path.isEmpty {
            return try SecretFile.read(path)
        }
        if let secret = reader.string(forKey: "frame.client.secret", isSecret: true), !secret.isEmpty {
            return secret
        }
        throw CommandError(
            .missingSetting,
            detail: "no client secret is set",
            remedy: "Put it in a file that only you can read and set FRAME_CLIENT_SECRET_FILE or --client-secret-file, "
                + "or set FRAME_CLIENT_SECRET"
        )
    }
}
