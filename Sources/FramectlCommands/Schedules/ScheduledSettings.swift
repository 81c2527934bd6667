import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings

/// The settings of a connection in a schedule: everything but the secret, which is read each time.
struct ScheduledSettings: Sendable {
    /// The equivalent options of `close`.
    let options: [(name: String, value: String)]
    /// The secret's file; `nil` when the profile has another source.
    let secretFile: String?
    /// The command that provides the secret, when the profile names one.
    let credentialProcess: String?
    /// Whether the secret is in the keyring.
    let usesKeyring: Bool
    /// The profile of the job.
    let profile: String?
    /// The present environment variables that the job needs.
    let environment: [CloseSchedule.Variable]

    /// Reads them. Settings of a profile stay in the profile.
    ///
    /// - Parameters:
    ///   - connection: The flags.
    ///   - context: The environment, and the working folder.
    /// - Throws: `missing-setting`, also when there is a secret without a file; `invalid-input`, when the folder's file protects; the error
    ///   of invalid settings.
    init(_ connection: ConnectionOptions, in context: CommandContext) throws {
        let sources = try CommandSettings(flags: connection.flags, in: context.settings)
        _ = try Protections(sources.protections)
        if let project = sources.project, !project.protection.isEmpty { throw Self.protected(by: project.file.path) }
        let layers = sources.layers
        profile = sources.profile?.name
        var options = profile.map { [("--profile", $0)] } ?? []
        func add(_ setting: Setting, _ found: Found<String>, as value: String) {
            // The job reads the settings of the profile there.
            if case .user = found.origin { return }
            if let flag = setting.flag { options.append((flag, value)) }
        }
        guard let account = layers.text(.account) else {
            throw Self.missing("account", "Set FRAME_ACCOUNT_ID or pass --account")
        }
        add(.account, account, as: try AccountReference(parsing: account.value).text)
        guard let source = layers.secretSource else { throw Self.missing("client secret's file", Self.remedy) }
        if let client = layers.text(.clientID) {
            add(.clientID, client, as: client.value)
        } else if !source.value.mayNameClient {
            throw Self.missing("client id", "Set FRAME_CLIENT_ID or pass --client-id")
        }
        var process: String?
        if case .keyring = source.value { usesKeyring = true } else { usesKeyring = false }
        switch source.value {
        case .file(let path):
            let file = AbsolutePath.of(path)
            secretFile = file
            add(.clientSecretFile, Found(value: path, origin: source.origin), as: file)
        case .text:
            if case .user = source.origin, sources.credential?.way == .clientSecret {
                secretFile = nil
                break
            }
            throw CommandError(
                .missingSetting,
                detail: "the client secret stands in FRAME_CLIENT_SECRET alone, and a schedule never holds it",
                remedy: Self.remedy
            )
        case .process(let command): (secretFile, process) = (nil, command)
        case .keyring: secretFile = nil
        }
        credentialProcess = process
        let url = layers.text(.apiURL)
        let baseURL = try url.map { found throws(FrameAPIError) in try BaseURL(parsing: found.value) }
        if let url, let baseURL { add(.apiURL, url, as: baseURL.description) }
        if let file = layers.text(.caFile) { add(.caFile, file, as: AbsolutePath.of(file.value)) }
        self.options = options
        environment =
            try Self.network(context.environment, to: baseURL ?? .production)
            + (profile == nil ? [] : Self.variables(["XDG_CONFIG_HOME"], of: context.environment))
    }

    private static let remedy =
        "Put it in a file that only you can read (chmod 600) and set FRAME_CLIENT_SECRET_FILE or --client-secret-file, "
        + "or make a profile with framectl init"

    private static func missing(_ what: String, _ remedy: String) -> CommandError {
        CommandError(.missingSetting, detail: "no \(what) is set", remedy: remedy)
    }

    private static func protected(by file: String) -> CommandError {
        CommandError(
            .invalidInput,
            detail: "“\(file)” protects, and a schedule runs in another folder, where it is not read",
            remedy: "Put what it protects into a profile, and call framectl schedule from another folder with --profile"
        )
    }

    private static func variables(_ names: [String], of environment: [String: String]) -> [CloseSchedule.Variable] {
        names.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : CloseSchedule.Variable(name: name, value: $0) }
        }
    }

    /// A job has none of the variables that lead a shell's commands through a proxy: it gets the proxy that applies, if one does, and no
    /// other.
    private static func network(
        _ environment: [String: String],
        to baseURL: BaseURL
    ) throws -> [CloseSchedule.Variable] {
        guard baseURL.scheme == "https" else { return [] }
        let authorities = variables(["SSL_CERT_FILE"], of: environment).map { variable in
            CloseSchedule.Variable(name: variable.name, value: AbsolutePath.of(variable.value))
        }
        guard let proxy = try ProxySettings(for: baseURL, environment: environment) else { return authorities }
        guard !proxy.hasCredentials else {
            throw CommandError(
                .invalidInput,
                detail: "HTTPS_PROXY holds a user name or a password, and a schedule never holds one",
                remedy: "Set it to a proxy that asks for none, or unset it"
            )
        }
        return [CloseSchedule.Variable(name: "https_proxy", value: "http://\(proxy.words)")] + authorities
    }

    /// Refuses a secret that cannot be read at the time.
    ///
    /// - Throws: `unreadable-secret`.
    func checkSecret() throws(SettingsError) {
        guard let secretFile else { return }
        guard FileStatus(path: secretFile).map({ $0.kind == .ordinary }) ?? true else {
            throw .unreadableSecret(secretFile, .notOrdinary)
        }
        _ = try SecretFile.read(secretFile)
    }

    /// The reason why the secret would be refused, because others may use it.
    var exposure: SettingsError? { secretFile.flatMap { SecretFile.exposure(of: $0, environment: [:]) } }

    /// The source of the secret for the job, in words.
    var secretPlace: String {
        secretFile.map { "in \($0), read anew each time" }
            ?? "as profile \(profile ?? "") says, asked for anew each time"
    }
}
