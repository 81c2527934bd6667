import ArgumentParser
import FrameAPI
import FrameSettings

/// `framectl credential`
struct CredentialGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "List, test and replace the API credentials that profiles share.",
        discussion: """
            A credential is a client ID and a client secret in a file of its own, credentials/NAME.yaml in the settings folder. \
            A profile uses it with the line credential: NAME.

            Example:
              framectl credential list
            """,
        subcommands: [CredentialList.self, CredentialTest.self, CredentialReplace.self]
    )
}

/// The argument of a command for a credential.
struct CredentialArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The name of the credential.", valueName: "name"), completion: .credentials)
    var name: String
}

/// Where a credential is tested.
struct CredentialTrialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The service's base URL; by default that of the profiles that use the credential. [FRAME_API_URL]",
            valueName: "url"
        )
    )
    var apiURL: String?

    @Option(
        help: ArgumentHelp(
            "A file of certificate authorities (PEM) to trust besides the system's; by default that of the profiles.",
            valueName: "file"
        ),
        completion: .file()
    )
    var caFile: String?

    func validate() throws {
        for (setting, value) in flags where value.isBlank {
            throw ValidationError("\(setting.flag ?? setting.rawValue) is empty. Leave it out, or give it a value.")
        }
    }

    private var flags: [Setting: String] {
        [Setting.apiURL: apiURL, .caFile: caFile].compactMapValues { $0?.droppingByteOrderMark() }
    }

    /// The addresses and authorities that the flags, the environment or the profiles of a credential name.
    ///
    /// - Throws: `invalid-input`, when those profiles name different ones.
    func places(
        for credential: CredentialName,
        in store: ProfileStore,
        _ context: CommandContext
    ) throws(CommandError) -> LayeredSettings {
        let profiles = store.profiles(naming: credential)
        var user: [Setting: LayeredSettings.FileValue] = [:]
        for setting in [Setting.apiURL, .caFile] {
            guard let value = profiles.first?.values[setting]?.value else { continue }
            user[setting] = LayeredSettings.FileValue(text: value, place: profiles[0].file.path)
        }
        let variable = Setting.apiURL.variable ?? ""
        let environment = context.environment.filter { $0.key == variable }
        let places = LayeredSettings(flags: flags, environment: environment, user: user)
        let urls = Set(profiles.map { $0.values[.apiURL]?.value })
        if urls.count > 1, flags[.apiURL] == nil, environment[variable]?.isEmpty ?? true {
            throw CommandError(
                .invalidInput,
                detail: "the profiles that use credential \(credential.text) name different services: "
                    + profiles.map(\.name).joined(separator: ", "),
                remedy: "Name one with --api-url"
            )
        }
        return places
    }
}
