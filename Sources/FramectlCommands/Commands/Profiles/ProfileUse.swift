import ArgumentParser
import FrameOperations
import FrameSettings

/// `framectl profile use`
struct ProfileUse: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Make a profile the default.",
        discussion: """
            Another one is named by --profile, by FRAME_PROFILE, or by a project's .framectl.yaml, in this order.

            Example:
              framectl profile use training
            """
    )

    @OptionGroup var profile: ProfileArgument

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        // A profile that is not understood does not become the default one.
        let profile = try store.existing(ProfileName(profile.name))
        _ = try Protections([profile.protection])
        try store.setDefault(ProfileName(profile.name))
        context.terminal.write(
            "Profile \(profile.name) is used from now on, unless another one is named.\n",
            to: .output
        )
        return .success
    }
}
