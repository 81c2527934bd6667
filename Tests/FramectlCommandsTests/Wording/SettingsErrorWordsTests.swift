import FrameAPI
import FrameSettings
import FrameWording
import Testing

@testable import FramectlCommands

@Suite("What is said of an error of the settings")
struct SettingsErrorWordsTests {
    private static let access = SettingsError.SecretAccess(owner: 1, group: 2, mode: "0640", user: 3, groups: [3, 4])

    private static let flaws: [SettingsError.SettingFlaw] = [
        .unknown(among: ["hours", "pools"]), .notText, .notTexts, .notTruth, .notNumber, .notGroup, .inProjectFile,
        .secretInProfile, .refused(FrameAPIError.sample), .credentialName, .command("a |", .needsShell("|")),
        .secondWay(besides: "keyring"), .partOfCredential("c"), .noSecret, .noClientID, .zoneWithoutHours,
        .hoursWithoutZone, .hours("x"), .zone(near: nil),
    ]

    static let errors: [SettingsError] =
        [
            .noClientID, .noClientSecret, .noFolder(profile: nil), .noFolder(profile: "p"),
            .otherClient(named: "a", set: "b"),
            .unknownProfile("p", folder: "/f", namedBy: nil, known: []),
            .unknownProfile("p", folder: "/f", namedBy: .environment("FRAME_PROFILE"), known: ["q"]),
            .unknownCredential("c", folder: "/f", namedBy: .user("/p.yaml:1"), known: ["d"]),
            .invalidProfileName("a b"), .invalidCredentialName("a b"),
            .unusableCommand("a \\", .openEscape), .unusableCommand("a '", .openQuote("'")),
            .unusableCommand("\0", .nul), .unusableCommand("", .empty),
            .providedByCommand(credential: "c", command: "give …"),
            .notWritten("/f", .notOrdinary), .notWritten("/f", .system(13)), .notWritten("/f", .folder),
            .notWritten("/f", .notRemoved(13)),
            .secretAhead(.file("/s"), .notWritten("/f", .system(13))),
            .secretAhead(.keyring(clientID: "i"), .notWritten("/f", .notOrdinary)),
            .unsafeFile("/f", isFolder: false, .owner(user: 1)),
            .unsafeFile("/f", isFolder: true, .writable(mode: "0777", isShared: true)),
            .unsafeFile("/f", isFolder: false, .readableSecret),
            .unreadableFile("/f", .problem(.tooLarge)), .unreadableFile("/f", .notText(why: "is not text")),
            .notUnderstood("/f", line: 1, .notATable), .notUnderstood("/f", line: 1, .parser("did not find")),
            .notUnderstood("/f", line: 1, .duplicate(["a"])), .notUnderstood("/f", line: nil, .notYAML),
            .notUnderstood("/f", line: 1, .unreadableKey), .notUnderstood("/f", line: nil, .tooMuch),
            .notUnderstood("/f", line: nil, .fixedDefault(key: "default_profile", name: nil)),
            .unreadableSecret("/f", .file(.problem(.missing), access: access)), .unreadableSecret("/f", .empty),
            .unreadableSecret("/f", .lines(2)), .unreadableSecret("/f", .controlCharacter),
            .unreadableSecret("/f", .notOrdinary),
            .exposedSecret("/f", .init(users: .everyone, access: access, isOwn: true)),
            .exposedSecret("/f", .init(users: .foreignGroup, access: access, isOwn: false)),
            .credentialProcess(command: "give …", .problem(.exited(1))), .credentialProcess(command: "give", .nothing),
            .credentialProcess(command: "give", .notUnderstood),
            .noSecretInKeyring(clientID: "i"),
            .keyring(tool: "secret-tool", .notStarted(reason: "no such command", isMissing: true)),
            .keyring(tool: "secret-tool", .timedOut(.seconds(60))),
        ]
        + flaws.map { .invalidSetting(key: "protect.hour", file: "/f", line: 2, $0) }

    @Test("is a detail, and a remedy that whoever shows it ends", arguments: errors)
    func words(of error: SettingsError) {
        let words = error.words(in: .commandLine)
        #expect(!words.detail.isEmpty && !words.remedy.isEmpty)
        #expect(!words.detail.hasSuffix(".") && !words.remedy.hasSuffix("."))
        let named = "\(words.detail) \(words.remedy)".split { !($0.isLetter || $0 == "-") }.map(String.init)
        // secret-tool has options of its own.
        let foreign: Set<String> = ["--label", "--help"]
        #expect(Set(named.filter { $0.hasPrefix("--") }).subtracting(TermsTests.spellings).subtracting(foreign) == [])
        #expect(Failure(error).code == error.code.rawValue)
    }

    @Test("is in the terms of the front end, be it a page", arguments: errors)
    func page(error: SettingsError) {
        let words = error.words(in: Terms(option: { "*\($0)*" }, action: { "*\($0)*" }))
        #expect(!"\(words.detail) \(words.remedy)".contains("--"))
        #expect(!"\(words.detail) \(words.remedy)".contains("framectl"))
    }

    @Test("leaves no code out, and each has one status")
    func complete() {
        #expect(Set(Self.errors.map(\.code)) == Set(SettingsError.Code.allCases))
    }
}

extension FrameAPIError {
    fileprivate static var sample: FrameAPIError {
        do throws(FrameAPIError) {
            _ = try BaseURL(parsing: "ftp://example.com")
        } catch {
            return error
        }
        fatalError("an address that is taken")
    }
}
