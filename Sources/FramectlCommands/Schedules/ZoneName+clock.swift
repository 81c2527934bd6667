import FoundationEssentials
import FrameAPI

extension ZoneName {
    /// Refuses a `TZ` with a zone that this machine does not know: the C library would silently take it for UTC.
    ///
    /// - Parameter environment: The environment variables.
    /// - Throws: `invalid-setting`.
    static func checkClock(_ environment: [String: String]) throws(CommandError) {
        guard let value = environment["TZ"], !value.isEmpty else { return }
        let name = value.hasPrefix(":") ? String(value.dropFirst()) : value
        guard !["UTC", "GMT"].contains(name), !saysItsRules(name),
            !(name.hasPrefix("/") && FileManager.default.fileExists(atPath: name)),
            (try? ZoneName(name, environment: environment)) == nil
        else { return }
        throw CommandError(
            .invalidSetting,
            detail:
                "TZ is “\(Excerpt.of(value, limit: 60))”, a time zone that this machine does not know, and its clock would "
                + "show UTC",
            remedy: "Install the rules of time zones (tzdata), or set TZ to a zone that is known"
        )
    }

    /// Whether a value of `TZ` needs no file, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    private static func saysItsRules(_ value: String) -> Bool {
        value.prefixMatch(of: /(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?[0-9]/) != nil
    }
}
