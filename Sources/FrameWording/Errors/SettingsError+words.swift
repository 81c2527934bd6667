import FrameAPI
import FrameOperations
package import FrameSettings

extension SettingsError: ToolError {
    /// The error, and the remedy.
    package func words(in terms: Terms) -> ErrorWords {
        switch self {
        case .noClientID:
            ErrorWords(
                detail: "no client id is set",
                remedy: "Make a profile with \(terms(.setUp(profile: nil))), or set FRAME_CLIENT_ID or pass "
                    + "\(terms(.clientID)); the console's page of API credentials shows it"
            )
        case .noClientSecret:
            ErrorWords(
                detail: "no client secret is set",
                remedy:
                    "Make a profile with \(terms(.setUp(profile: nil))), or put the secret in a file that only you can "
                    + "read and set FRAME_CLIENT_SECRET_FILE or \(terms(.clientSecretFile)), or set FRAME_CLIENT_SECRET"
            )
        case .noFolder(let profile):
            ErrorWords(
                detail: "no place for \(profile.map { "the profile “\($0)”" } ?? "profiles"): "
                    + "neither XDG_CONFIG_HOME nor HOME names a folder",
                remedy: "Set HOME"
            )
        case .otherClient(let named, let set):
            ErrorWords(
                detail: "credential_process gives the secret of the client id \(Excerpt.of(named, limit: 120)), "
                    + "and \(set) is set",
                remedy: "Set the client id that the command knows, or none"
            )
        case .unknownProfile(let name, let folder, let place, let known):
            .unknownProfile(name, in: folder, namedBy: place, known, terms)
        case .unknownCredential(let name, let folder, let place, let known):
            .unknownCredential(name, in: folder, namedBy: place, known, terms)
        case .invalidProfileName(let name):
            .invalidName(name, of: "profile", more: "; \(ProfileName.none) is the word for no profile")
        case .invalidCredentialName(let name):
            .invalidName(name, of: "credential")
        case .unusableCommand(let text, let flaw):
            ErrorWords(detail: "“\(text)” \(flaw.words)", remedy: flaw.remedy)
        case .providedByCommand(let credential, let command):
            ErrorWords(
                detail: "the secret of credential \(credential) is provided by the command “\(command)”",
                remedy: "Replace it where that command reads it, then run: \(terms(.testCredential(credential)))"
            )
        case .notWritten(let path, let flaw): .notWritten(path, flaw)
        case .secretAhead(let place, let error): .secretAhead(place, error.words(in: terms))
        case .unsafeFile(let path, let isFolder, let flaw): .unsafeFile(path, isFolder: isFolder, flaw)
        case .unreadableFile(let path, let flaw):
            ErrorWords(detail: "“\(path)” \(flaw.words)", remedy: .correct(terms))
        case .notUnderstood(let path, let line, let flaw): .notUnderstood(path, line: line, flaw, terms)
        case .invalidSetting(let key, let file, let line, let flaw):
            ErrorWords(
                detail: "\(file):\(line): “\(Excerpt.of(key, limit: 80))” \(flaw.words)",
                remedy: flaw.remedy(for: key, in: terms)
            )
        case .unreadableSecret(let path, let flaw): .unreadableSecret(path, flaw, terms)
        case .exposedSecret(let path, let exposure): .exposedSecret(path, exposure)
        case .credentialProcess(let command, let flaw):
            ErrorWords(detail: "credential_process “\(command)” \(flaw.words)", remedy: flaw.remedy)
        case .noSecretInKeyring(let clientID):
            ErrorWords(
                detail: "the keyring holds no secret of the client id \(Excerpt.of(clientID, limit: 120))",
                remedy: "Put it there with \(terms(.storeSecret(clientID: Excerpt.of(clientID, limit: 120))))"
            )
        case .keyring(let tool, let problem):
            ErrorWords(
                detail: "the keyring cannot be asked: \(tool) \(problem.words)",
                remedy: problem.isMissing
                    ? "Install it (Debian: libsecret-tools), or keep the secret in a file: client_secret_file"
                    : "Unlock the keyring, or keep the secret in a file: client_secret_file"
            )
        }
    }
}

extension ErrorWords {
    fileprivate static func unknownProfile(
        _ name: String,
        in folder: String,
        namedBy place: SettingOrigin?,
        _ known: [String],
        _ terms: Terms
    ) -> Self {
        ErrorWords(
            detail: "no profile “\(name)” in \(folder)"
                + (place.map { " (named by \($0.words(in: terms)))" } ?? ""),
            remedy: (NearestWord.of(name, among: known).map { "Did you mean “\($0)”? " } ?? "")
                + (known.isEmpty
                    ? "Make one with \(terms(.setUp(profile: name)))"
                    : "The profiles are: \(known.joined(separator: ", "))")
        )
    }

    fileprivate static func unknownCredential(
        _ name: String,
        in folder: String,
        namedBy place: SettingOrigin?,
        _ known: [String],
        _ terms: Terms
    ) -> Self {
        ErrorWords(
            detail: "no credential “\(name)” in \(folder)"
                + (place.map { " (named by \($0.words(in: terms)))" } ?? ""),
            remedy: (NearestWord.of(name, among: known).map { "Did you mean “\($0)”? " } ?? "")
                + (known.isEmpty ? "" : "The credentials are: \(known.joined(separator: ", ")). ")
                + "To create this one: \(terms(.createCredential(name)))"
        )
    }

    fileprivate static func invalidName(_ name: String, of thing: String, more: String = "") -> Self {
        ErrorWords(
            detail: "“\(Excerpt.of(name, limit: 80))” is not a valid name for a \(thing)",
            remedy: "Use up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or a digit"
                + more
        )
    }

    fileprivate static func notUnderstood(
        _ path: String,
        line: Int?,
        _ flaw: SettingsError.SyntaxFlaw,
        _ terms: Terms
    ) -> Self {
        if case .fixedDefault(let key, let name) = flaw {
            return ErrorWords(
                detail: "“\(path)” says which profile is used in a way that is not changed by machine",
                remedy: "Write it by hand, on a line of its own: \(key): \(name ?? "NAME")"
            )
        }
        let detail =
            line.map { "\(path):\($0): the file is not understood: \(flaw.words)" }
            ?? "“\(path)” is not understood: \(flaw.words)"
        return ErrorWords(detail: detail, remedy: .correct(terms))
    }
}

extension String {
    fileprivate static func correct(_ terms: Terms) -> String {
        "Correct it; \(terms(.explainSettings)) shows what it may say"
    }
}

extension SettingsError.SyntaxFlaw {
    /// The end of a sentence.
    fileprivate var words: String {
        switch self {
        case .notATable: "it does not begin with a name and a colon"
        case .parser(let problem): problem
        case .duplicate(let keys): "it names \(keys.joined(separator: ", ")) twice"
        case .notYAML: "it is not YAML"
        case .unreadableKey: "a name must be a word"
        case .tooMuch, .fixedDefault: "it holds more than settings"
        }
    }
}

extension SettingsError.CommandFlaw {
    /// The end of a sentence that begins with the command line.
    var words: String {
        switch self {
        case .openEscape: "ends with a backslash"
        case .openQuote(let quote): "ends inside a quote that begins with \(quote)"
        case .needsShell(let sign): "holds “\(sign)” outside quotes, which only a shell understands"
        case .nul: "holds a character that no command can be given"
        case .empty: "names no command"
        }
    }

    var remedy: String {
        switch self {
        case .openEscape, .openQuote: "Complete the command"
        case .needsShell: "Put it in quotes, or write sh -c '…'"
        case .nul: "Leave out the NUL"
        case .empty: "Leave the option out, or name a command"
        }
    }
}

extension SettingsError.ProcessFlaw {
    /// The end of a sentence that begins with the command.
    fileprivate var words: String {
        switch self {
        case .problem(let problem): problem.words
        case .nothing: "printed nothing"
        case .notUnderstood: "did not print a credential that is understood"
        }
    }

    fileprivate var remedy: String {
        switch self {
        case .problem: "Run it by hand; what it said itself, if anything, stands above"
        case .nothing, .notUnderstood:
            #"Make it print {"version": 1, "client_secret": "…"}, with "client_id" if it knows it"#
        }
    }
}

extension ChildProcess.End {
    /// The end of a sentence that begins with the command.
    fileprivate var words: String {
        switch self {
        case .notStarted(let reason, _): "could not be started: \(reason)"
        case .timedOut(let limit): "did not end within \(limit.inWords) and was ended"
        case .stopped: "was interrupted"
        case .tooMuchOutput: "printed more than a credential and was ended"
        case .exited(let status): "ended with status \(status)"
        case .signalled(let signal): "was ended by signal \(signal)"
        }
    }

    fileprivate var isMissing: Bool {
        if case .notStarted(_, let isMissing) = self { isMissing } else { false }
    }
}
