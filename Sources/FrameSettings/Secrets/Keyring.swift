package import FrameAPI
import FrameOperations

/// The system's keyring, through `secret-tool`, where that is there: the secret lies under the client id.
package struct Keyring: Sendable {
    /// Whose secret it is.
    package let clientID: String
    /// How long it may take: it may have to be unlocked by hand.
    package let limit: Duration

    /// The secret of a client id.
    package init(clientID: String, limit: Duration = .seconds(60)) {
        self.clientID = clientID
        self.limit = limit
    }

    private static let tool = "secret-tool"

    /// Reads the secret.
    ///
    /// - Throws: ``SettingsError`` with the code `keyring`.
    package func read(in context: SettingsContext) async throws(SettingsError) -> Secret {
        let command = HookCommand(Self.tool, "lookup", "service", "framectl", "client-id", clientID)
        let bytes: [UInt8]
        do throws(CredentialCommand.Problem) {
            bytes = try await CredentialCommand(command: command, limit: limit).run(in: context)
        } catch {
            throw error.status == nil ? failure(error) : notThere
        }
        guard let text = String(validating: bytes, as: UTF8.self)?.droppingByteOrderMark(), !text.isBlank else {
            throw notThere
        }
        return Secret(text)
    }

    /// Keeps the secret, in place of one that is there.
    ///
    /// - Throws: ``SettingsError`` with the code `keyring`.
    package func store(_ secret: Secret, in context: SettingsContext) async throws(SettingsError) {
        let command = HookCommand(
            Self.tool,
            "store",
            "--label",
            "framectl \(clientID)",
            "service",
            "framectl",
            "client-id",
            clientID
        )
        do throws(CredentialCommand.Problem) {
            _ = try await CredentialCommand(command: command, limit: limit).run(input: secret.text, in: context)
        } catch {
            throw failure(error)
        }
    }

    /// Takes the secret out, if it is there.
    ///
    /// - Throws: ``SettingsError`` with the code `keyring`.
    package func clear(in context: SettingsContext) async throws(SettingsError) {
        let command = HookCommand(Self.tool, "clear", "service", "framectl", "client-id", clientID)
        do throws(CredentialCommand.Problem) {
            _ = try await CredentialCommand(command: command, limit: limit).run(in: context)
        } catch {
            if error.status == nil { throw failure(error) }
        }
    }

    private var notThere: SettingsError {
        SettingsError(
            .keyring,
            detail: "the keyring holds no secret of the client id \(Excerpt.of(clientID, limit: 120))",
            remedy: "Put it there with framectl init --keyring, or by hand: "
                + "secret-tool store --label framectl service framectl client-id \(Excerpt.of(clientID, limit: 120))"
        )
    }

    private func failure(_ problem: CredentialCommand.Problem) -> SettingsError {
        SettingsError(
            .keyring,
            detail: "the keyring cannot be asked: \(Self.tool) \(problem.words)",
            remedy: problem.isMissing
                ? "Install it (Debian: libsecret-tools), or keep the secret in a file: client_secret_file"
                : "Unlock the keyring, or keep the secret in a file: client_secret_file"
        )
    }
}
