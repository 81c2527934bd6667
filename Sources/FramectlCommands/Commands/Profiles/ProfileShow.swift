import ArgumentParser
import FrameSettings

/// `framectl profile show`
struct ProfileShow: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the settings of a profile.",
        discussion: """
            Without a name, the profile that is used unless another one is named. Its file is for you to edit; framectl config \
            explain --help lists what it may say.

            Example:
              framectl profile show training
            """
    )

    @Argument(help: ArgumentHelp("The profile's name.", valueName: "name"), completion: .profiles)
    var name: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    private struct Row: Sendable, Encodable {
        let setting: String
        let value: String
        let line: Int
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        guard let name = try name ?? store.defaultName?.value else {
            throw CommandError(
                .unknownProfile,
                detail: "no profile is named, and none is used by itself",
                remedy: "Name one: framectl profile show NAME; framectl profile list lists them"
            )
        }
        let profile = try store.existing(ProfileName(name))
        context.terminal.writeText("Profile \(profile.name), in \(profile.file.path)\n")
        Listing(
            schema: "framectl.profile/1",
            name: "settings",
            rows: profile.file.table.rows.map { Row(setting: $0.name, value: Self.shown($0), line: $0.line) },
            columns: [("Setting", \.setting), ("Value", \.value), ("Line", { String($0.line) })]
        )
        .write(as: output.form, to: context.terminal)
        return .success
    }

    private static func shown(_ row: (name: String, value: String, line: Int)) -> String {
        row.name == Setting.credentialProcess.rawValue ? CredentialProcess.shown(row.value) : row.value
    }
}
