package import FrameAPI

/// The system's keyring, through `secret-tool`, where installed: the secret is stored under the client id.
package struct Keyring: Sendable {
    /// The client id of the secret.
    package let clientID: String
    /// How long it may take: it may have to be unlocked by hand.
    package let limit: Duration

    /// The secret of a client id.
    package init(clientID: String, limit: Duration = CredentialCommand.longest) {
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
        do throws(ChildProcess.End) {
            bytes = try await CredentialCommand(command: command, limit: limit).run(in: context) { printed in
                Secret(String(decoding: printed, as: UTF8.self))
            }
        } catch {
            throw error.status == nil ? .keyring(tool: Self.tool, error) : .noSecretInKeyring(clientID: clientID)
        }
        guard let text = String(validating: bytes, as: UTF8.self)?.droppingByteOrderMark(), !text.isBlank else {
            throw .noSecretInKeyring(clientID: clientID)
        }
        return Secret(text)
    }

    /// Stores the secret, and replaces an existing one.
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
        do throws(ChildProcess.End) {
            _ = try await CredentialCommand(command: command, limit: limit).run(input: secret.text, in: context)
        } catch {
            throw .keyring(tool: Self.tool, error)
        }
    }

    /// Removes the secret, if it exists.
    ///
    /// - Throws: ``SettingsError`` with the code `keyring`.
    package func clear(in context: SettingsContext) async throws(SettingsError) {
        let command = HookCommand(Self.tool, "clear", "service", "framectl", "client-id", clientID)
        do throws(ChildProcess.End) {
            _ = try await CredentialCommand(command: command, limit: limit).run(in: context)
        } catch {
            if error.status == nil { throw .keyring(tool: Self.tool, error) }
        }
    }
}
