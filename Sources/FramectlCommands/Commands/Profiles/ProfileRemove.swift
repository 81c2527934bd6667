import ArgumentParser
import FrameOperations
import FrameSettings

/// `framectl profile remove`
struct ProfileRemove: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a profile, and the secret that framectl init stored for it.",
        discussion: """
            Asks at a terminal; a script passes --yes. A secret in a file that was there before, one in the keyring that other \
            profiles or credentials use, and a credential process are kept.

            Example:
              framectl profile remove training --yes
            """
    )

    @OptionGroup var profile: ProfileArgument

    @Flag(help: "Remove it without a question.")
    var yes = false

    var outputFormat: OutputFormat { .text }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let store = try ProfileStore.inUse(in: context)
        let name = try ProfileName(profile.name)
        guard store.names.contains(name) else { throw store.unknown(name.text, place: nil) }
        try await agree(to: name, in: context)
        let removal = ProfileRemoval(name: name, store: store)
        for step in try await removal.carryOut(in: context.settings) {
            context.terminal.write(Self.words(step) + "\n", to: .output)
        }
        return .success
    }

    private static func words(_ step: ProfileRemoval.Step) -> String {
        switch step {
        case .clearedKeyring(let clientID): KeyringWords.cleared(clientID)
        case .leftInKeyring(let clientID, let files): KeyringWords.left(clientID, for: files)
        case .removed(let path): "Removed \(path)."
        case .noDefault: "No profile is used by itself now; framectl profile use NAME chooses one."
        }
    }

    private func agree(to name: ProfileName, in context: CommandContext) async throws {
        guard !yes else { return }
        let phrase = "remove \(name.text)"
        guard context.terminal.isInteractive(.input), context.terminal.isInteractive(.talk) else {
            throw CommandError(
                .consentMissing,
                detail: "there is no terminal for the question whether to \(phrase)",
                remedy: "If it is meant, run it again with --yes; nothing was removed"
            )
        }
        context.terminal.writeText(
            "The profile and its secret cannot be restored. To confirm, type: \(phrase)\n> "
        )
        guard await context.terminal.readLine() == phrase else {
            throw CommandError(
                .consentRefused,
                detail: "the confirmation did not match",
                remedy: "Nothing was removed"
            )
        }
    }
}
