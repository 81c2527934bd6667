import FrameAPI
import FrameOperations
import FrameSettings
import FrameWorkflows

/// The steps of `framectl init`, in order: ask for the credential, test it against the service, ask for the account, check it, write.
struct SettingUp: Sendable {
    let name: ProfileName
    let store: ProfileStore
    let replaces: Bool
    let usesKeyring: Bool
    let credentialProcess: String?
    let credential: CredentialName?
    let flags: [Setting: String]
    let retry: ReadRetry
    let context: CommandContext

    /// The values that are known before the first request.
    private struct Identity: Sendable {
        let clientID: String
        let secret: Secret
        /// The place of the secret, if it stays there.
        let place: (setting: Setting, text: String)?
    }

    /// Performs them.
    ///
    /// - Parameter interruption: Ends it before anything is written.
    /// - Returns: The exit status.
    /// - Throws: ``CommandError`` or ``FrameAPI/FrameAPIError``; nothing is written before the service has accepted everything.
    func carryOut(unless interruption: RunInterruption) async throws -> ExitStatus {
        guard replaces || !store.names.contains(name) else {
            throw CommandError(
                .profileExists,
                detail: "there is a profile “\(name.text)” already, in \(store.path(of: name))",
                remedy: "Name another one, or replace it: framectl init \(name.text) --replace"
            )
        }
        let given = LayeredSettings(flags: flags, environment: context.environment)
        let dialogue = Dialogue(
            terminal: context.terminal,
            lines: credential == nil ? "client id, client secret and account" : "the account",
            takesVariables: true
        )
        let (identity, account) = try await interruption.stop.ending { try await accepted(given, dialogue) }
        try interruption.beginWriting(check: "framectl doctor --profile \(name.text)")
        for line in try await write(identity, account, given) { context.terminal.writeText(line + "\n", to: .output) }
        return .success
    }

    /// The values that the service accepts. Asks a person at a terminal again only for those that it does not accept.
    private func accepted(_ given: LayeredSettings, _ dialogue: Dialogue) async throws -> (Identity, AccountID) {
        for _ in 1..<Dialogue.mostAttempts {
            do {
                return try await attempted(given, dialogue)
            } catch {
                guard let mistake = SetupMistake(error) else { throw error }
                let canCorrect = dialogue.correct(mistake.settings)
                guard dialogue.isPerson, canCorrect || mistake == .unavailable else { throw error }
                context.terminal.writeText(Failure(error).words)
                if mistake == .unavailable, await !dialogue.triesAgain() { throw error }
            }
        }
        return try await attempted(given, dialogue)
    }

    private func attempted(_ given: LayeredSettings, _ dialogue: Dialogue) async throws -> (Identity, AccountID) {
        let identity = try await identity(given, dialogue)
        return (identity, try await checkedAccount(of: identity, given, dialogue))
    }

    private func identity(_ given: LayeredSettings, _ dialogue: Dialogue) async throws -> Identity {
        if let credential {
            let (clientID, secret) = try await store.existing(credential).read(in: context.settings)
            return Identity(clientID: clientID, secret: secret, place: (.credential, credential.text))
        }
        if let credentialProcess {
            let kept = try await SecretSource.process(credentialProcess).read(for: nil, in: context.settings)
            let named = given.text(.clientID)?.value ?? kept.clientID
            return Identity(
                clientID: try await dialogue.answer("Client id", or: named, setting: .clientID),
                secret: kept.secret,
                place: (.credentialProcess, credentialProcess)
            )
        }
        let clientID = try await dialogue.answer("Client id", or: given.text(.clientID)?.value, setting: .clientID)
        guard let source = given.secretSource?.value else {
            let secret = try await dialogue.secret()
            context.redaction.hide(secret)
            return Identity(clientID: clientID, secret: secret, place: nil)
        }
        let secret = try await source.read(for: clientID, in: context.settings).secret
        guard case .file(let path) = source, !usesKeyring, let absolute = AbsolutePath.ofFile(path) else {
            return Identity(clientID: clientID, secret: secret, place: nil)
        }
        return Identity(clientID: clientID, secret: secret, place: (.clientSecretFile, absolute))
    }

    /// Tests the credential, asks for the account where it is not given, and checks it, over the connection that every other command will
    /// use.
    private func checkedAccount(
        of identity: Identity,
        _ given: LayeredSettings,
        _ dialogue: Dialogue
    ) async throws -> AccountID {
        try await ServiceConnection.with(
            clientID: identity.clientID,
            secret: identity.secret,
            places: given,
            in: context,
            retry: retry
        ) { service, context in
            service.announce("Checking the credential", in: context)
            let choice = AccountChoice(given: given.text(.account)?.value, service: service, dialogue: dialogue)
            let account = try await choice.account()
            let plane = AccountService(client: service.client, account: account)
            let snapshot: Snapshot
            do {
                snapshot = try await Snapshot.take(from: plane, time: context.time)
            } catch {
                throw await service.unknownAccount(account, after: error) ?? error
            }
            let production = snapshot.pools.count { $0.kind?.lowercased() == "production" }
            let (pools, sessions) = (snapshot.pools.count, snapshot.sessions.count)
            context.terminal.writeText(
                "The account \(Excerpt.of(account.value, limit: 120)) has \(pools) \(pools == 1 ? "pool" : "pools"), \(production) of kind production, and "
                    + "\(sessions) active \(sessions == 1 ? "session" : "sessions").\n"
            )
            return account
        }
    }

    private func write(_ identity: Identity, _ account: AccountID, _ given: LayeredSettings) async throws -> [String] {
        var done: [String] = []
        let place: (setting: Setting, text: String)
        var new: SecretPlace?
        if let kept = identity.place {
            place = kept
        } else if usesKeyring {
            (place, new) = ((.keyring, "true"), .keyring(clientID: identity.clientID))
            done.append("The secret is in the keyring.")
        } else {
            let path = store.secretPath(of: name)
            (place, new) = ((.clientSecretFile, "\(name.text).secret"), .file(path))
            done.append("The secret is in \(path), which only you can read.")
        }
        var values: [Setting: String] = [.account: account.value, place.setting: place.text]
        if place.setting != .credential { values[.clientID] = identity.clientID }
        values[.apiURL] = given.text(.apiURL)?.value
        values[.caFile] = given.text(.caFile).flatMap { AbsolutePath.ofFile($0.value) }
        let (text, path) = (ProfileText(values).text, store.path(of: name))
        if let new {
            try await store.write(text, to: path, keeping: identity.secret, in: new, context.settings)
        } else {
            try store.write(text, to: path)
        }
        done.append("Profile \(name.text) is in \(path); what must not be closed can be added there.")
        if try store.defaultName == nil {
            try store.setDefault(name)
            done.append("It is used from now on, unless another one is named.")
        }
        return done + ["See what would be closed: framectl plan" + (try usesItself ? "" : " --profile \(name.text)")]
    }

    private var usesItself: Bool {
        get throws { try store.defaultName?.value == name.text }
    }
}

/// The possibly wrong answers, after a failed attempt.
private enum SetupMistake {
    case credential, account
    /// None; the service may be available later.
    case unavailable

    init?(_ error: any Error) {
        switch error {
        case let error as FrameAPIError:
            switch error.code {
            case .unauthorized, .forbidden, .invalidCredentials: self = .credential
            case .invalidAccount, .invalidIdentifier: self = .account
            case _ where error.isTransient: self = .unavailable
            default: return nil
            }
        case let error as CommandError where [.unknownAccount, .ambiguousAccount].contains(error.code): self = .account
        default: return nil
        }
    }

    var settings: Set<Setting> {
        switch self {
        case .credential: [.clientID, .clientSecret]
        case .account: [.account]
        case .unavailable: []
        }
    }
}
