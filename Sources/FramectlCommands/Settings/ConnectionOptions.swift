import ArgumentParser

/// Where the service is and who asks. Each has an environment variable; the secret has no flag, on purpose.
struct ConnectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The account: its id, or the console's address of it. [FRAME_ACCOUNT_ID]",
            valueName: "id-or-url"
        )
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
        )
    )
    var clientSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "A file of certificate authorities (PEM) to trust besides the system's. SSL_CERT_FILE replaces the system's.",
            valueName: "file"
        )
    )
    var caFile: String?
}
