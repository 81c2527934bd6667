import FrameAPI
import FrameSettings
import Glibc

extension ErrorWords {
    static func notWritten(_ path: String, _ flaw: SettingsError.WritingFlaw) -> Self {
        func failed(_ why: String) -> Self {
            ErrorWords(
                detail: "“\(path)” could not be written: \(why)",
                remedy:
                    "Name a file in a folder that is there and that you can write; what was there before is as it was"
            )
        }
        return switch flaw {
        case .notOrdinary: failed("it is there already, and no ordinary file")
        case .system(let number): failed(String(cString: strerror(number)))
        case .folder:
            ErrorWords(
                detail: "the folder “\(path)” cannot be made",
                remedy:
                    "Make it by hand, for yourself alone (mode 0700), or set XDG_CONFIG_HOME to a folder that you can "
                    + "write"
            )
        case .notRemoved(let number):
            ErrorWords(
                detail: "“\(path)” could not be removed: \(String(cString: strerror(number)))",
                remedy: "Remove it by hand, and run this again"
            )
        }
    }

    static func secretAhead(_ place: SecretPlace, _ words: ErrorWords) -> Self {
        let place =
            switch place {
            case .file(let path): "in “\(path)”"
            case .keyring(let clientID): "in the keyring, for the client id \(Excerpt.of(clientID, limit: 120))"
            }
        return ErrorWords(
            detail: "\(words.detail); the new secret is already \(place)",
            remedy: "Correct that, and run it again: the file and the secret may belong to different client ids"
        )
    }

    static func unsafeFile(_ path: String, isFolder: Bool, _ flaw: SettingsError.UnsafeFile) -> Self {
        let place = (isFolder ? "the folder " : "") + "“\(path)”"
        let word = ShellWord.quoted(path)
        return switch flaw {
        case .owner(let user):
            ErrorWords(
                detail: "\(place) belongs to another user, and could change what is closed",
                remedy: "Run: chown \(user) \(word), or move it away"
            )
        case .writable(let mode, let isShared):
            ErrorWords(
                detail: "\(place) can be written by others (mode \(mode)), and could change what is closed",
                remedy: "Run: chmod \(isShared ? "o" : "go")-w \(word)"
            )
        case .readableSecret:
            ErrorWords(
                detail: "\(place) holds a client secret, and others can read it",
                remedy: "Run: chmod 600 \(word); if others use this machine, replace the secret in the console"
            )
        }
    }

    static func unreadableSecret(_ path: String, _ flaw: SettingsError.SecretFlaw, _ terms: Terms) -> Self {
        func file(_ why: String) -> Self {
            ErrorWords(
                detail: "the client secret's file “\(path)” \(why)",
                remedy: "Name a file that holds the secret on one line and that you can read, with "
                    + "FRAME_CLIENT_SECRET_FILE, \(terms(.clientSecretFile)), or client_secret_file in a profile"
            )
        }
        return switch flaw {
        case .file(let flaw, let access):
            file(flaw.words + (access.map { "; it \($0.words), and this process runs as \($0.asking)" } ?? ""))
        case .empty: file("is empty")
        case .lines(let count): file("holds \(count) lines; a secret file holds the secret alone")
        case .controlCharacter: file("holds a control character")
        case .notOrdinary:
            ErrorWords(
                detail: "the client secret's file “\(path)” is not a regular file, and would be empty the next time",
                remedy: "Name an ordinary file with FRAME_CLIENT_SECRET_FILE or \(terms(.clientSecretFile))"
            )
        }
    }

    static func exposedSecret(_ path: String, _ exposure: SettingsError.SecretExposure) -> Self {
        let (access, word) = (exposure.access, ShellWord.quoted(path))
        let why =
            switch exposure.users {
            case .everyone: "every user of this machine may use it"
            case .group: "its group \(access.group) may use it"
            case .groupWrites: "its group \(access.group) may change or run it"
            case .foreignGroup: "its group \(access.group) is none of this process's"
            }
        return ErrorWords(
            detail:
                "the client secret's file “\(path)” belongs to user \(access.owner) and has mode \(access.mode): \(why)",
            remedy: exposure.isOwn
                ? "Run: chmod 600 \(word); if others use this machine, replace the secret in the console"
                : "Have it provided as a file of user \(access.user) with mode 0400, or of root with mode 0440 and a group of this "
                    + "process\(exposure.isProvided ? "" : ", or of root with mode 0444 below /run/secrets"); "
                    + "or run: install -m 600 \(word) COPY, and name the copy"
        )
    }
}

extension SettingsError.FileFlaw {
    /// The end of a sentence that begins with the file.
    var words: String {
        switch self {
        case .problem(let problem): problem.words
        case .notText(let why): why
        }
    }
}

extension SettingsError.SecretAccess {
    fileprivate var words: String { "belongs to user \(owner) and group \(group) with mode \(mode)" }

    fileprivate var asking: String {
        "user \(user) in the groups \(groups.map(String.init).joined(separator: ", "))"
    }
}
