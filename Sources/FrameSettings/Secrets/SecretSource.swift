import Dispatch
package import FrameAPI

/// The source of the secret.
package enum SecretSource: Sendable {
    /// In a file of its own.
    case file(String)
    /// In the settings themselves: a variable of the environment, or a credential's own file.
    case text(Secret)
    /// Provided by a command, optionally with the client id.
    case process(String)
    /// In the system's keyring.
    case keyring

    /// A secret, and its client id, if the source named it.
    package struct Kept: Sendable {
        package let secret: Secret
        package var clientID: String?
    }

    /// Reads the secret.
    ///
    /// - Parameters:
    ///   - clientID: The client id of the secret, if it is set.
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

    /// Reads a file, which may be a pipe that has to be waited for, without blocking a thread of the pool.
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

    /// Whether it may name the client id.
    package var mayNameClient: Bool {
        if case .process = self { true } else { false }
    }
}

extension LayeredSettings {
    /// The source of the secret in the strongest layer; where one layer names two, the file.
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
        // The first of equal ones is taken.
        return found.min { $0.origin.rank < $1.origin.rank }
    }
}
