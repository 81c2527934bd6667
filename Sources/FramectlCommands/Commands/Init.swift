import ArgumentParser
import FrameSettings

/// `framectl init`
struct Init: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Set up framectl: ask for the credential and the account, test them, and write a profile.",
        discussion: """
            Asks for the client id, the client secret (which is not shown) and the account. What is given by flag or environment \
            is not asked for; without a terminal the rest is read from standard input, a line each, in this order. Nothing is \
            written before the service has accepted it.

            The secret goes into a file of its own (mode 0600) beside the profile, with --keyring into the system's keyring. A \
            secret that is in a file already stays there.

            Examples:
              framectl init
              framectl init training --keyring
              framectl init training --credential contoso
              printf '%s\\n' "$ID" "$SECRET" "$ACCOUNT" | framectl init training
            """
    )

    @Argument(help: ArgumentHelp("The profile's name; default, if none is given.", valueName: "name"))
    var name: String?

    @Flag(help: "Replace a profile of this name.")
    var replace = false

    @Flag(help: "Keep the secret in the system's keyring, through secret-tool.")
    var keyring = false

    @Option(
        help: ArgumentHelp(
            "A command that prints the credential as JSON, instead of a secret that is kept.",
            valueName: "command"
        )
    )
    var credentialProcess: String?

    @Option(
        help: ArgumentHelp(
            "A credential that profiles share, instead of one of the profile's own; framectl credential list names them.",
            valueName: "name"
        ),
        completion: .credentials
    )
    var credential: String?

    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { .text }

    func validate() throws {
        guard name == nil || connection.profile == nil else {
            throw ValidationError("The profile is named twice. Leave --profile out.")
        }
        guard !keyring || credentialProcess == nil else {
            throw ValidationError("--keyring and --credential-process exclude each other. Choose one.")
        }
        let own = [connection.clientID, connection.clientSecretFile, credentialProcess, keyring ? "" : nil]
        guard credential == nil || own.allSatisfy({ $0 == nil }) else {
            throw ValidationError(
                "--credential names the whole credential. Leave out --client-id, --client-secret-file, "
                    + "--credential-process and --keyring."
            )
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let interruption = RunInterruption(context: context, before: "Nothing was written")
        return try await interruption.guarding {
            try await SettingUp(
                name: try ProfileName(name ?? connection.profile ?? "default"),
                store: try ProfileStore.inUse(in: context),
                replaces: replace,
                usesKeyring: keyring,
                credentialProcess: credentialProcess,
                credential: try credential.map { name throws(SettingsError) in try CredentialName(name) },
                flags: connection.flags,
                retry: connection.retry(),
                context: context
            )
            .carryOut(unless: interruption)
        }
    }
}
