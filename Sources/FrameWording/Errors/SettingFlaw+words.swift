import FrameAPI
import FrameOperations
import FrameSettings

extension SettingsError.SettingFlaw {
    /// The end of a sentence that begins with the setting.
    var words: String {
        switch self {
        case .unknown: "is not known"
        case .notText: "is not text"
        case .notTexts: "is not a list of texts"
        case .notTruth: "is neither true nor false"
        case .notNumber: "is not a whole number from 0"
        case .notGroup: "is not a group of settings"
        case .inProjectFile: "does not stand in a project's file, which could send a credential elsewhere"
        case .secretInProfile: "does not stand in a file of settings"
        case .refused(let error): "is wrong: \(error.detail)"
        case .credentialName: "is not a valid name for a credential"
        case .command(let text, let flaw): "is not a command: “\(text)” \(flaw.words)"
        case .secondWay(let first): "is a second way to the secret, besides \(first)"
        case .partOfCredential(let name): "is a part of the credential, and “\(name)” is named for the whole of it"
        case .noSecret, .noClientID: "is missing"
        case .zoneWithoutHours: "is set without hours"
        case .hoursWithoutZone: "are set without a time zone, and the machine's own may be any"
        case .hours(let text): "are not understood: “\(text)”"
        case .zone: "is not a known time zone"
        }
    }

    /// The remedy.
    func remedy(for key: String, in terms: Terms) -> String {
        switch self {
        case .unknown(let known): Self.known(known, instead: key)
        case .notText: "Give it one, or take the line out"
        case .notTexts: "Write [first, second], or one a line with a dash before each; take the line out for none"
        case .notTruth: "Write true or false"
        case .notNumber: "Write one, such as 500"
        case .notGroup: "Write them below it, each on a line of its own that begins with two spaces"
        case .inProjectFile: "Put it into a profile, and name that here: profile"
        case .secretInProfile:
            "Put the secret into a file of its own with mode 0600 and name that: client_secret_file. "
                + "What stood here should be replaced in the console"
        case .refused(let error): error.remedy
        case .credentialName:
            "Use up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or a digit"
        case .command(_, let flaw): flaw.remedy
        case .secondWay: "Keep one of them"
        case .partOfCredential: "Keep credential, or the profile's own client_id and way to the secret"
        case .noSecret: "Set it, or one of client_secret_file, credential_process and keyring"
        case .noClientID: "Set it; the console's page of API credentials shows it"
        case .zoneWithoutHours: "Add hours, such as 17:30-23:00, or take the line out"
        case .hoursWithoutZone: "Add timezone, such as Europe/Zurich or UTC"
        case .hours: "Write 17:30-23:00"
        case .zone(let near): "Name one like \(near ?? "Europe/Zurich or UTC")"
        }
    }

    /// The known names in the group of a name, and the nearest one.
    private static func known(_ known: [String], instead key: String) -> String {
        let parts = key.parts(between: ".")
        let group = parts.dropLast().map { $0 + "." }.joined()
        let near = NearestWord.of(parts.last ?? key, among: known).map { "Did you mean \(group)\($0)? " } ?? ""
        return "\(near)Known here: \(known.joined(separator: ", "))"
    }
}
