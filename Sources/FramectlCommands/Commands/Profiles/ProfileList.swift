import ArgumentParser
import FrameOperations
import FrameSettings
import FrameWording

/// `framectl profile list`
struct ProfileList: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the profiles.",
        discussion: """
            The profile that is used unless another one is named is marked. A profile whose file is not understood is listed \
            with what is wrong.

            Example:
              framectl profile list
            """
    )

    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    struct Row: Sendable, Encodable {
        let name: String
        let isDefault: Bool
        let account: String?
        let clientID: String?
        let apiURL: String?
        let secret: String?
        let protects: [String]
        let problem: String?

        enum CodingKeys: String, CodingKey {
            case name, account, secret, protects, problem
            case isDefault = "default"
            case clientID = "client_id"
            case apiURL = "api_url"
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        let defaultName = try store.defaultName?.value
        let rows = store.names.map { Self.row($0, in: store, isDefault: $0.text == defaultName) }
        Listing(
            schema: "framectl.profiles/1",
            name: "profiles",
            rows: rows,
            columns: [
                ("Name", \.name), ("Default", { $0.isDefault ? "yes" : nil }), ("Account", \.account),
                ("Secret", \.secret),
                ("Protects", { $0.problem ?? ($0.protects.isEmpty ? nil : $0.protects.joined(separator: "; ")) }),
            ]
        )
        .write(as: output.form, to: context.terminal)
        if rows.isEmpty { context.terminal.writeText("No profiles. Create one: framectl init\n") }
        return .success
    }

    private static func row(_ name: ProfileName, in store: ProfileStore, isDefault: Bool) -> Row {
        do throws(SettingsError) {
            let profile = try store.existing(name)
            _ = try Protections([profile.protection])
            return Row(
                name: name.text,
                isDefault: isDefault,
                account: profile.values[.account]?.value,
                clientID: profile.values[.clientID]?.value,
                apiURL: profile.values[.apiURL]?.value,
                secret: profile.secretWord,
                protects: profile.protection.words,
                problem: nil
            )
        } catch {
            return Row(
                name: name.text,
                isDefault: isDefault,
                account: nil,
                clientID: nil,
                apiURL: nil,
                secret: nil,
                protects: [],
                problem: error.words(in: .commandLine).detail
            )
        }
    }
}
