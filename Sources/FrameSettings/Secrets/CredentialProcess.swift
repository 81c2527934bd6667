import FoundationEssentials
import FrameAPI

/// A command that prints a credential as JSON, as for the AWS tools:
/// `{"version": 1, "client_id": "…", "client_secret": "…"}`.
package struct CredentialProcess: Sendable {
    /// The command line.
    package let command: String
    /// How long it may take.
    package let limit: Duration

    /// Makes one of a command line.
    package init(command: String, limit: Duration = CredentialCommand.longest) {
        self.command = command
        self.limit = limit
    }

    private struct Answer: Decodable {
        let version: Int?
        let clientID: String?
        let clientSecret: String

        enum CodingKeys: String, CodingKey {
            case version
            case clientID = "client_id"
            case clientSecret = "client_secret"
        }
    }

    /// Runs it. Its output is never shown.
    ///
    /// - Throws: ``SettingsError`` with the code `credential-process`.
    package func read(in context: SettingsContext) async throws(SettingsError) -> SecretSource.Kept {
        let command = CredentialCommand(command: try HookCommand(parsing: command), limit: limit)
        let bytes: [UInt8]
        do throws(ChildProcess.End) {
            bytes = try await command.run(in: context) { Self.secret(in: $0) }
        } catch {
            throw .credentialProcess(command: Self.shown(self.command), .problem(error))
        }
        guard let answer = Self.answer(in: bytes), (answer.version ?? 1) == 1,
            !answer.clientSecret.isBlank
        else {
            throw .credentialProcess(command: Self.shown(self.command), bytes.isEmpty ? .nothing : .notUnderstood)
        }
        return SecretSource.Kept(secret: Secret(answer.clientSecret), clientID: answer.clientID)
    }

    private static func answer(in bytes: [UInt8]) -> Answer? {
        let text = String(validating: bytes, as: UTF8.self)?.droppingByteOrderMark() ?? ""
        return try? JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    }

    /// The secret in what it printed, whether it is of use or not; a word that is not JSON is likely the secret itself.
    private static func secret(in bytes: [UInt8]) -> Secret? {
        if let answer = answer(in: bytes) { return Secret(answer.clientSecret) }
        let word = String(decoding: bytes, as: UTF8.self).trimmingWhitespace()
        return word.utf8.count < 8 || word.contains(where: \.isWhitespace) ? nil : Secret(word)
    }

    /// A command line as it can be shown: the arguments are its own affair.
    package static func shown(_ command: String) -> String {
        guard let words = (try? HookCommand(parsing: command))?.words else { return HookCommand.shown(command) }
        return Excerpt.of(words.first ?? "", limit: 120) + (words.count > 1 ? " …" : "")
    }
}
