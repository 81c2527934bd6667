import ArgumentParser
import FrameSettings
import FrameWording

/// `framectl credential list`
struct CredentialList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the credentials.",
        discussion: """
            Shows the client ID, where the secret comes from, and which profiles use it. No secret is read or shown. A \
            credential whose file cannot be used is listed with the reason.

            Example:
              framectl credential list
            """
    )

    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    struct Row: Sendable, Encodable {
        let name: String
        var clientID: String?
        /// The setting of its secret.
        var secret: String?
        /// The file, the command or the keyring of the secret.
        var from: String?
        let profiles: [String]
        var problem: String?

        enum CodingKeys: String, CodingKey {
            case name, secret, from, profiles, problem
            case clientID = "client_id"
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        let rows = store.credentialNames.map { Self.row($0, in: store) }
        Listing(
            schema: "framectl.credentials/1",
            name: "credentials",
            rows: rows,
            columns: [
                ("Name", \.name), ("Client id", \.clientID), ("Secret", \.secret), ("From", { $0.problem ?? $0.from }),
                ("Profiles", { $0.profiles.isEmpty ? nil : $0.profiles.joined(separator: ", ") }),
            ]
        )
        .write(as: output.form, to: context.terminal)
        if rows.isEmpty {
            context.terminal.writeText(
                "No credentials. Create one: framectl credential replace NAME --create\n"
            )
        }
        return .success
    }

    private static func row(_ name: CredentialName, in store: ProfileStore) -> Row {
        var row = Row(name: name.text, profiles: store.profiles(naming: name).map(\.name))
        do throws(SettingsError) {
            let credential = try store.existing(name)
            row.clientID = credential.values[.clientID]?.value
            row.secret = credential.way.rawValue
            row.from = credential.secretPlace
        } catch {
            row.problem = error.words(in: .commandLine).detail
        }
        return row
    }
}
