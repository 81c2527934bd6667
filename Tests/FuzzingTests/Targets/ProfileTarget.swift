import FrameAPI
import FrameOperations
import FrameSettings

@testable import FramectlCommands

/// Files of settings in YAML, read as a profile and as a project's file: what is taken can be used, a project's file says nothing of
/// where a credential goes, and what is refused is said in words that a terminal can show.
enum ProfileTarget: FuzzTarget {
    static let name = "profile"
    static let words = [
        "account: ", "client_id: ", "client_secret: ", "client_secret_file: ", "credential_process: ", "keyring: true",
        "api_url: ",
        "ca_file: ", "profile: ", "protect:", "\n  ", "pools: [", "kinds: ", "users: ", "hours: 17:30-23:00",
        "timezone: Europe/Zurich",
        "max_sessions: ", "require_reason: ", "require_plan: ", "read_only: ", "true", "no", "~", "- ", "&a", "*a",
        "<<: ", "!!", "|", ">",
        "? ", "{", "}", "]", "\"", "'", "#", "---", "...", "%YAML", "0x7f", "1e9", "\u{202E}", "\u{FEFF}", "\u{0}",
        "\t",
    ]

    static func flaw(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        return profile(text) ?? project(text)
    }

    private static func profile(_ text: String) -> String? {
        do throws(SettingsError) {
            let profile = try Profile("p", in: SettingsFile(path: "/p.yaml", text: text), home: "/home")
            _ = try Protections([profile.protection])
            if let url = profile.values[.apiURL]?.value, (try? BaseURL(parsing: url)) == nil {
                return "a profile of no service"
            }
            if let account = profile.values[.account]?.value, (try? AccountReference(parsing: account)) == nil {
                return "a profile of no account"
            }
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
            guard profile.values.values.allSatisfy({ (1...lines).contains($0.line) }) else {
                return "a line beyond the end"
            }
            return (profile.protection.maxSessions ?? 0) >= 0
                ? nil : "a ceiling of \(profile.protection.maxSessions ?? 0)"
        } catch {
            return Shown.flaw(in: Failure(error).words)
        }
    }

    private static func project(_ text: String) -> String? {
        do throws(SettingsError) {
            let project = try ProjectFile(SettingsFile(path: "/.framectl.yaml", text: text))
            let others = Set(project.values.keys).subtracting([.profile, .account])
            return others.isEmpty ? nil : "a project says \(others)"
        } catch {
            return Shown.flaw(in: Failure(error).words)
        }
    }
}
