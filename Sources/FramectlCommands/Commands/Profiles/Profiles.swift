import ArgumentParser
import FrameSettings

/// `framectl profile`
struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Manage profiles: credential, account and protections.",
        discussion: """
            Example:
              framectl profile list
            """,
        subcommands: [ProfileList.self, ProfileShow.self, ProfileUse.self, ProfileRemove.self]
    )
}

/// The argument of a command for a profile.
struct ProfileArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The profile's name.", valueName: "name"), completion: .profiles)
    var name: String
}

extension ProfileStore {
    /// The store of a context.
    ///
    /// - Throws: ``FrameSettings/SettingsError`` with the code `missing-setting`, when there is no folder for one.
    static func inUse(in context: CommandContext) throws(SettingsError) -> ProfileStore {
        guard let store = ProfileStore(environment: context.environment) else { throw .noFolder(profile: nil) }
        return store
    }
}
