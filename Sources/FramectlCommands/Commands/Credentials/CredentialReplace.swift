import ArgumentParser
import FrameAPI
import FrameSettings
import FrameWording
import FrameWorkflows

/// `framectl credential replace`
struct CredentialReplace: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Replace the client ID and the secret of a credential.",
        discussion: """
            Asks for the new client ID and the new secret (which is not shown), tests them against the service, and then \
            replaces the file at once: every profile that uses the credential has the new one. Without a terminal the two are \
            read from standard input, a line each; FRAME_CLIENT_ID and FRAME_CLIENT_SECRET are ignored.

            The secret is written to credentials/NAME.yaml (mode 0600), or to the keyring if it was there. What a command \
            provides is replaced where that command reads it. A plan that was saved with another client ID is refused \
            afterwards; make a new one.

            Examples:
              framectl credential replace contoso
              framectl credential replace contoso --client-secret-file new.secret
              printf '%s\\n' "$ID" "$SECRET" | framectl credential replace contoso --create
            """
    )

    @OptionGroup var credential: CredentialArgument

    @Flag(help: "Create the credential if there is none of this name.")
    var create = false

    @Option(help: ArgumentHelp("The new client ID.", valueName: "id"))
    var clientID: String?

    @Option(
        help: ArgumentHelp("A file that holds the new secret.", valueName: "file"),
        completion: .file()
    )
    var clientSecretFile: String?

    @OptionGroup(title: "Connection") var trial: CredentialTrialOptions

    var outputFormat: OutputFormat { .text }

    func validate() throws {
        for (name, value) in [("--client-id", clientID), ("--client-secret-file", clientSecretFile)] {
            guard value?.isBlank != true else {
                throw ValidationError("\(name) is empty. Leave it out, or give it a value.")
            }
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let interruption = RunInterruption(context: context, before: "Nothing was written")
        return try await interruption.guarding {
            try await replace(in: context, unless: interruption)
        }
    }

    private func replace(in context: CommandContext, unless interruption: RunInterruption) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        let name = try CredentialName(credential.name)
        let replacement = try CredentialReplacement(of: name, in: store, creates: create)
        let places = try trial.places(for: name, in: store, context)
        let (clientID, secret, result) = try await interruption.stop.ending {
            let (clientID, secret) = try await answers(in: context)
            let result = try await CredentialTrial.result(
                of: name,
                clientID: clientID,
                secret: secret,
                places: places,
                in: context
            )
            return (clientID, secret, result)
        }
        try interruption.beginWriting(check: "framectl credential test \(name.text)")
        let done = try await replacement.carryOut(clientID: clientID, secret: secret, in: context.settings)
        let users = store.profiles(naming: name).map(\.name)
        let lines =
            ["The service accepts \(result.clientID); accounts in its scope: \(result.accountsText)."]
            + done.map { Self.words($0, name) }
            + (users.isEmpty
                ? ["No profile uses it yet: framectl init NAME --credential \(name.text)"]
                : ["Profiles that use it: \(users.joined(separator: ", "))."])
        for line in lines { context.terminal.writeText(line + "\n", to: .output) }
        return .success
    }

    private static func words(_ step: CredentialReplacement.Step, _ name: CredentialName) -> String {
        switch step {
        case .written(let path): "Credential \(name.text) is in \(path), which only you can read."
        case .formerSecret(let path): "\(path) holds the former secret, and is not read any more."
        case .storedInKeyring: "The secret is in the keyring."
        case .clearedKeyring(let clientID): KeyringWords.cleared(clientID)
        case .leftInKeyring(let clientID, let files): KeyringWords.left(clientID, for: files)
        }
    }

    private func answers(in context: CommandContext) async throws -> (clientID: String, secret: Secret) {
        let dialogue = Dialogue(
            terminal: context.terminal,
            lines: "client id and client secret",
            takesVariables: false
        )
        let clientID = try await dialogue.answer(
            "Client id",
            or: clientID?.droppingByteOrderMark().trimmingWhitespace(),
            setting: .clientID
        )
        if let clientSecretFile {
            return (
                clientID, try await SecretSource.file(clientSecretFile).read(for: clientID, in: context.settings).secret
            )
        }
        let secret = try await dialogue.secret()
        context.redaction.hide(secret)
        return (clientID, secret)
    }
}

/// What is said of a secret in the keyring to which a profile or a credential does not lead any more.
enum KeyringWords {
    static func cleared(_ clientID: String) -> String {
        "Took the secret of \(Excerpt.of(clientID, limit: 120)) out of the keyring."
    }

    static func left(_ clientID: String, for files: [String]) -> String {
        let secret = "The secret of \(Excerpt.of(clientID, limit: 120)) is still in the keyring"
        return files.isEmpty
            ? "\(secret), which did not answer. Run: secret-tool clear service framectl client-id \(ShellWord.quoted(clientID))"
            : "\(secret): it is, or may be, what these files lead to: \(files.joined(separator: ", "))."
    }
}
