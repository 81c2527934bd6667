import ArgumentParser
import FrameAPI
import FrameSettings

/// `framectl credential test`
struct CredentialTest: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Test whether the service accepts a credential.",
        discussion: """
            Lists the accounts in the scope of the credential, which is one signed request, and shows them with the client ID. \
            Status 77: the service refused the credential. Status 69: the service cannot be reached.

            Example:
              framectl credential test contoso
            """
    )

    @OptionGroup var credential: CredentialArgument
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var trial: CredentialTrialOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        let credential = try store.existing(CredentialName(credential.name))
        let places = try trial.places(for: credential.name, in: store, context)
        let (clientID, secret) = try await credential.read(in: context.settings)
        let result = try await CredentialTrial.result(
            of: credential.name,
            clientID: clientID,
            secret: secret,
            places: places,
            in: context
        )
        Listing(
            schema: "framectl.credential-test/1",
            name: "credentials",
            rows: [result],
            columns: [
                ("Name", \.name), ("Client id", \.clientID), ("Service", \.service),
                ("Accounts", { $0.accountsText }),
            ]
        )
        .write(as: output.form, to: context.terminal)
        return .success
    }
}

/// The service's answer about a credential that it accepts.
struct CredentialTrial: Sendable, Encodable {
    struct Account: Sendable, Encodable {
        let id: String
        let name: String?
    }

    let name: String
    let clientID: String
    let service: String
    let accounts: [Account]

    enum CodingKeys: String, CodingKey {
        case name, service, accounts
        case clientID = "client_id"
    }

    /// How many accounts a line names.
    private static let most = 3

    /// How many accounts are in its scope, and the first of them.
    var accountsText: String {
        guard !accounts.isEmpty else { return "0" }
        let names = accounts.prefix(Self.most).map { $0.name ?? $0.id }.joined(separator: ", ")
        return "\(accounts.count): \(names)" + (accounts.count > Self.most ? ", …" : "")
    }

    /// Tests a credential with one signed read.
    ///
    /// - Throws: ``FrameAPI/FrameAPIError``, when the service does not accept it or cannot be reached.
    static func result(
        of name: CredentialName,
        clientID: String,
        secret: Secret,
        places: LayeredSettings,
        in context: CommandContext
    ) async throws -> CredentialTrial {
        try await ServiceConnection.with(
            clientID: clientID,
            secret: secret,
            places: places,
            in: context,
            retry: ReadRetry()
        ) { service, context in
            service.announce("Testing the credential", in: context)
            return CredentialTrial(
                name: name.text,
                clientID: service.client.clientID,
                service: service.client.baseURL.description,
                accounts: try await service.client.accounts().map { Account(id: $0.id.value, name: $0.name) }
            )
        }
    }
}
