import ArgumentParser
import FrameAPI
import FrameSettings

/// The service and the credential. Each has an environment variable or a profile setting; the secret has no flag, on purpose.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The profile to use, or none for flags and environment alone. [FRAME_PROFILE]",
            valueName: "name"
        ),
        completion: .profiles
    )
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The account: its id, its name, or the console's address of it. [FRAME_ACCOUNT_ID]",
            valueName: "account"
        ),
        completion: .accounts
    )
    var account: String?

    @Option(help: ArgumentHelp("The service's base URL. [FRAME_API_URL]", valueName: "url"))
    var apiURL: String?

    @Option(help: ArgumentHelp("The client id of the API credential. [FRAME_CLIENT_ID]", valueName: "id"))
    var clientID: String?

    @Option(
        help: ArgumentHelp(
            "A file that holds the client secret. [FRAME_CLIENT_SECRET_FILE, or the secret itself in FRAME_CLIENT_SECRET]",
            valueName: "file"
        ),
        completion: .file()
    )
    var clientSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "A file of certificate authorities (PEM) to trust besides the system's. SSL_CERT_FILE replaces the system's.",
            valueName: "file"
        ),
        completion: .file()
    )
    var caFile: String?

    @Option(
        help: ArgumentHelp(
            """
            Send reads again for this long that fail in passing (connection refused or reset, 5xx, 429), such as 5m; 0s for not at \
            all. (default: 30s; with --between, until it ends)
            """,
            valueName: "duration"
        )
    )
    var retryFor: DurationArgument?

    func validate() throws {
        for (setting, value) in flags where value.isBlank {
            throw ValidationError("\(setting.flag ?? setting.rawValue) is empty. Leave it out, or give it a value.")
        }
    }

    /// How reads are retried.
    ///
    /// - Parameter end: The time after which retries are useless; `nil` for none.
    /// - Returns: The policy.
    func retry(within end: Duration? = nil) -> ReadRetry {
        let given = retryFor?.duration ?? end ?? ReadRetry().limit
        return ReadRetry(limit: min(given, end ?? given))
    }

    /// The given options, by setting.
    var flags: [Setting: String] {
        let all: [Setting: String?] = [
            .profile: profile, .account: account, .apiURL: apiURL, .clientID: clientID,
            .clientSecretFile: clientSecretFile, .caFile: caFile,
        ]
        return all.compactMapValues { $0?.droppingByteOrderMark() }
    }
}

extension ConnectionOptions {
    /// Reads the options of a connection where there is no command that has them.
    ///
    /// - Parameter arguments: Only such options.
    /// - Returns: The options.
    /// - Throws: The error in them.
    static func parsing(_ arguments: [String]) async throws -> ConnectionOptions {
        try await OptionsAlone<Self>.asyncParse(arguments).options
    }
}
