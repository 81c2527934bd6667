import Dispatch
package import FrameAPI

/// Where the secret is.
package enum SecretSource: Sendable {
    /// In a file of its own.
    case file(String)
    /// In the settings themselves: a variable of the environment, or a credential's own file.
    case text(Secret)
    /// Given away by a command, with the client id if it likes.
    case process(String)
    /// In the system's keyring.
    case keyring

    /// A secret, and whose it is, when whoever gave it away said so.
    package struct Kept: Sendable {
        package let secret: Secret
        package var clientID: String?
    }

    /// Reads the secret.
    ///
    /// - Parameters:
    ///   - clientID: Whose secret it is, as far as that is set.
    ///   - context: The environment and the clock.
    /// - Returns: The secret.
    /// - Throws: ``SettingsError``: `unreadable-secret`, `unsafe-file`, `credential-process`, or `keyring`.
    package func read(for clientID: String?, in context: SettingsContext) async throws(SettingsError) -> Kept {
        let kept =
            switch self {
            case .file(let path): Kept(secret: try await Self.secret(in: path, context.environment))
            case .text(let secret): Kept(secret: secret)
            case .process(let command): try await CredentialProcess(command: command).read(in: context)
            case .keyring: Kept(secret: try await Keyring(clientID: clientID ?? "").read(in: context))
            }
        context.redaction.hide(kept.secret)
        return kept
    }

    /// Reads a file, which may be a pipe that has to be waited for, without holding a thread of the pool.
    private static func secret(in path: String, _ environment: [String: String]) async throws(SettingsError) -> Secret {
        let read = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let read = Result { () throws(SettingsError) in try SecretFile.read(path, environment: environment) }
                continuation.resume(returning: read)
            }
        }
        return try read.get()
    }

    /// The setting that names it.
    package var setting: Setting {
        switch self {
        case .file: .clientSecretFile
        case .text: .clientSecret
        case .process: .credentialProcess
        case .keyring: .keyring
        }
    }

    /// Whether it may say whose secret it is.
    package var mayNameClient: Bool {
        if case .process = self { true } else { false }
    }
}

extension LayeredSettings {
    /// The way to the secret that the strongest layer names; where one layer names two, the file.
    package var secretSource: Found<SecretSource>? {
        var found: [Found<SecretSource>] = []
        if let file = text(.clientSecretFile) {
            found.append(Found(value: .file(file.value), origin: file.origin))
        }
        if let secret = secret(.clientSecret) {
            found.append(Found(value: .text(secret.value), origin: secret.origin))
        }
        if let command = text(.credentialProcess) {
            found.append(Found(value: .process(command.value), origin: command.origin))
        }
        if let keyring = text(.keyring) {
            found.append(Found(value: .keyring, origin: keyring.origin))
        }
        // Of equals the first is taken.
        return found.min { $0.origin.rank < $1.origin.rank }
    }
}
