import ArgumentParser
import FoundationEssentials
import FrameSettings
import Glibc

@testable import FrameAPI
@testable import FrameOperations
@testable import FramectlCommands

/// Settings, one in a line. What is taken stays the same when it is written and read again, and leads to no host in the clear but
/// this machine; nothing that is shown of settings depends on the secret.
enum ConfigurationTarget: FuzzTarget {
    static let name = "configuration"
    static let words = [
        "https://", "http://", "127.0.0.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost",
        "api.console.nutanix.com", "/v1",
        ":443", ":0", ":65536", "@", "%40", "%2e", "?", "#", "..", "\n", "\r", "\t", "account/",
        "https://console.nutanix.com/frame/account/",
        "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7", "*", ".example", "1h30m", "90s", "5%", "nan", "inf", "1e400", "\u{0}",
        "\u{202E}", "ß",
    ]

    static func flaw(in bytes: [UInt8]) -> String? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 8, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        func line(_ index: Int) -> String { index < lines.count ? lines[index] : "" }
        let environment = [
            "FRAME_API_URL": line(0), "FRAME_ACCOUNT_ID": line(1), "FRAME_CLIENT_ID": line(2),
            "FRAME_CLIENT_SECRET": line(3),
            "HTTPS_PROXY": line(4), "NO_PROXY": line(5),
        ]
        return settings(environment) ?? url(line(0)) ?? account(line(1)) ?? proxy(line(4)) ?? duration(line(6))
            ?? ceiling(line(7))
    }

    /// Settings with two secrets alike in length and kind of characters are shown alike.
    private static func settings(_ environment: [String: String]) -> String? {
        var other = environment
        other["FRAME_CLIENT_SECRET"] = String(
            String.UnicodeScalarView((environment["FRAME_CLIENT_SECRET"] ?? "").unicodeScalars.map(another))
        )
        let shown = shown(environment)
        if let flaw = Shown.flaw(in: shown.error) { return flaw }
        return shown == Self.shown(other) ? nil : "what is shown depends on the secret: \(shown)"
    }

    /// Another letter for a letter, another digit for a digit.
    private static func another(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "a"..."y", "A"..."Y", "0"..."8": Unicode.Scalar(UInt8(scalar.value) + 1)
        case "z": "a"
        case "Z": "A"
        case "9": "0"
        default: scalar
        }
    }

    private static func shown(_ environment: [String: String]) -> (settings: String, error: String) {
        do {
            let layers = try CommandSettings(flags: [:], in: CommandContext.fuzzed(environment).settings).layers
            let account = try layers.text(.account).map { found throws(FrameAPIError) in
                try AccountReference(parsing: found.value)
            }
            let url = try layers.text(.apiURL).map { found throws(FrameAPIError) in try BaseURL(parsing: found.value) }
            _ = try ProxySettings(for: url ?? .production, environment: environment)
            guard let clientID = layers.text(.clientID)?.value, let secret = layers.secret(.clientSecret)?.value else {
                return ("incomplete", "")
            }
            let credentials = try Credentials(clientID: clientID, clientSecret: secret)
            let source = layers.secretSource.map { "\($0)" } ?? ""
            var dumped = ""
            dump(credentials, to: &dumped)
            return ("\(account?.text ?? "") \(credentials) \(source) \(dumped)", "")
        } catch {
            return ("", Failure(error).words)
        }
    }

    private static func url(_ text: String) -> String? {
        guard let url = try? BaseURL(parsing: text) else { return nil }
        guard url.scheme == "https" || isThisMachine(url.host) else { return "in the clear to \(url.host)" }
        guard url.description.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return "a URL with space in it" }
        guard let again = try? BaseURL(parsing: url.description), again == url else { return "another URL: \(url)" }
        return nil
    }

    /// Whether the resolver, too, takes a host for this machine, be it spelled as it may.
    private static func isThisMachine(_ host: String) -> Bool {
        if host == "localhost" { return true }
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0, let found else { return false }
        defer { freeaddrinfo(found) }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = socklen_t(name.count)
        guard getnameinfo(found.pointee.ai_addr, found.pointee.ai_addrlen, &name, length, nil, 0, NI_NUMERICHOST) == 0
        else {
            return false
        }
        let address = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return address == "::1" || address.hasPrefix("127.")
    }

    private static func account(_ text: String) -> String? {
        let reference = try? AccountReference(parsing: text)
        if let reference, (try? AccountReference(parsing: reference.text)) != reference {
            return "another account: \(reference)"
        }
        guard let account = try? AccountID(parsing: text) else { return nil }
        guard PathSegment(account.value)?.encoded == account.value else {
            return "an account that cannot be sent as it is"
        }
        return (try? AccountID(parsing: account.value)) == account ? nil : "another account: \(account.value)"
    }

    private static func proxy(_ text: String) -> String? {
        guard let proxy = try? ProxySettings(parsing: text) else { return nil }
        return BaseURL.isPlain(proxy.host) && !proxy.host.isEmpty && (1...65_535).contains(proxy.port)
            ? nil : "a proxy at \(proxy.host):\(proxy.port)"
    }

    private static func duration(_ text: String) -> String? {
        guard let duration = try? DurationArgument(parsing: text) else { return nil }
        guard (.zero ... .seconds(7 * 86_400)).contains(duration.duration) else { return "\(duration.duration)" }
        return (try? DurationArgument(parsing: duration.text))?.duration == duration.duration
            ? nil : "another duration: \(duration.text)"
    }

    private static func ceiling(_ text: String) -> String? {
        guard let ceiling = try? FailureCeiling(parsing: text) else { return nil }
        guard (0...).contains(ceiling.allowed(of: 100)) else { return "fewer failures than none are allowed" }
        return (try? FailureCeiling(parsing: ceiling.text)) == ceiling ? nil : "another ceiling: \(ceiling.text)"
    }
}

extension CommandContext {
    /// A context with nothing but an environment: no home and no folder, so that no file counts.
    static func fuzzed(_ environment: [String: String]) -> CommandContext {
        CommandContext(
            environment: environment,
            terminal: NobodyThere(),
            time: .system,
            random: .system,
            signals: nil
        )
    }
}

/// A terminal that nobody sits at.
private struct NobodyThere: Terminal {
    func write(_ text: String, to stream: OutputStream) -> Bool { true }
    func readLine(isSecret: Bool) async -> String? { nil }
    func isInteractive(_ stream: StandardStream) -> Bool { false }
    func size() -> TerminalSize { .usual }
}
