import Configuration
import FoundationEssentials
import FrameAPI
import Glibc

/// The settings of a connection as a schedule can hold them: everything but the secret, which stays in its file.
struct ScheduledSettings: Sendable {
    /// The options of `close` that say the same.
    let options: [(name: String, value: String)]
    /// The secret's file.
    let secretFile: String
    /// What of the present environment the network needs.
    let environment: [CloseSchedule.Variable]

    /// Reads them from flags and environment.
    ///
    /// - Parameters:
    ///   - connection: The flags.
    ///   - environment: The environment variables.
    /// - Throws: `missing-setting`, also when the secret is at hand without a file; what the settings themselves are refused for.
    init(_ connection: ConnectionOptions, environment: [String: String]) throws {
        let reader = ConnectionSettings.reader(connection, environment: environment)
        func setting(_ key: ConfigKey) -> String? { reader.string(forKey: key).flatMap { $0.isEmpty ? nil : $0 } }
        secretFile = try Self.path(
            setting("frame.client.secret.file"),
            hasSecret: reader.string(forKey: "frame.client.secret", isSecret: true).map { !$0.isEmpty } ?? false
        )
        guard let account = setting("frame.account.id") else {
            throw Self.missing("account", "Set FRAME_ACCOUNT_ID or pass --account")
        }
        guard let client = setting("frame.client.id") else {
            throw Self.missing("client id", "Set FRAME_CLIENT_ID or pass --client-id")
        }
        let baseURL = try setting("frame.api.url").map { text throws(FrameAPIError) in try BaseURL(parsing: text) }
        var options = [
            ("--account", try AccountID(parsing: account).value),
            ("--client-id", client),
            ("--client-secret-file", secretFile),
        ]
        if let baseURL { options.append(("--api-url", baseURL.description)) }
        if let file = connection.caFile { options.append(("--ca-file", AbsolutePath.of(file))) }
        self.options = options
        self.environment = try Self.network(environment, to: baseURL ?? .production)
    }

    private static func path(_ path: String?, hasSecret: Bool) throws(CommandError) -> String {
        if let path { return AbsolutePath.of(path) }
        let remedy =
            "Put it in a file that only you can read (chmod 600) and set FRAME_CLIENT_SECRET_FILE or "
            + "--client-secret-file"
        throw hasSecret
            ? CommandError(
                .missingSetting,
                detail: "the client secret stands in FRAME_CLIENT_SECRET alone, and a schedule never holds it",
                remedy: remedy
            ) : missing("client secret's file", remedy)
    }

    private static func missing(_ what: String, _ remedy: String) -> CommandError {
        CommandError(.missingSetting, detail: "no \(what) is set", remedy: remedy)
    }

    /// A job has none of the variables that lead a shell's commands through a proxy.
    private static func network(
        _ environment: [String: String],
        to baseURL: BaseURL
    ) throws -> [CloseSchedule.Variable] {
        let names = ["HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE"]
        if let proxy = try ProxySettings(for: baseURL, environment: environment), proxy.hasCredentials {
            throw CommandError(
                .invalidInput,
                detail: "HTTPS_PROXY holds a user name or a password, and a schedule never holds one",
                remedy: "Set it to a proxy that asks for none, or unset it"
            )
        }
        guard baseURL.scheme == "https" else { return [] }
        return names.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : CloseSchedule.Variable(name: name, value: $0) }
        }
    }

    /// Refuses a secret that could not be read at the time.
    ///
    /// - Throws: `unreadable-secret`.
    func checkSecret() throws(CommandError) {
        var status = stat()
        guard stat(secretFile, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw CommandError(
                .unreadableSecret,
                detail:
                    "the client secret's file “\(secretFile)” is no ordinary file, and would be empty the next time",
                remedy: "Name an ordinary file with FRAME_CLIENT_SECRET_FILE or --client-secret-file"
            )
        }
        _ = try SecretFile.read(secretFile)
    }

    /// Whether others than its owner may read the secret.
    var isOpenToOthers: Bool {
        var status = stat()
        return stat(secretFile, &status) == 0 && status.st_mode & 0o077 != 0
    }
}
