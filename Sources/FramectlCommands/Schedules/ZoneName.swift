import FoundationEssentials
import FrameAPI

/// The name of a time zone that this machine knows, such as `Europe/Berlin`.
struct ZoneName: Sendable, Equatable {
    let name: String
    private let rules: Data

    /// Checks a name.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - environment: May name the folder of the zones, in `TZDIR`.
    /// - Throws: `invalid-input`, when there is no such zone.
    init(_ name: String, environment: [String: String]) throws(CommandError) {
        guard let rules = Self.rules(name, environment) else {
            throw CommandError(
                .invalidInput,
                detail: "“\(Excerpt.of(name, limit: 60))” is not a time zone of this machine",
                remedy: "Name one like Europe/Berlin; timedatectl list-timezones lists them"
            )
        }
        self.name = name
        self.rules = rules
    }

    /// Whether this is the zone of the machine, under any name. `TZ` is ignored, because schedulers do not have it.
    func isOfMachine(_ machine: String = "/etc/localtime") -> Bool {
        rules == (try? Data(contentsOf: URL(filePath: machine)))
    }

    /// The zone of a schedule's times: the named one, or else that of `TZ`, or else the machine's own.
    ///
    /// - Parameters:
    ///   - name: The given name.
    ///   - form: The scheduler.
    ///   - environment: The environment variables.
    /// - Returns: The zone to store; `nil` for the machine's own.
    /// - Throws: `invalid-input`, when there is no such zone, when the scheduler does not support it, or when `TZ` has rules and no name;
    ///   `invalid-setting` for a `TZ` that this machine does not know.
    static func meant(
        _ name: String?,
        for form: ScheduleForm,
        _ environment: [String: String]
    ) throws(CommandError) -> ZoneName? {
        let zone: ZoneName?
        if let name {
            zone = try ZoneName(name, environment: environment)
        } else {
            try checkClock(environment)
            zone = try ofVariable(environment)
        }
        guard let zone else { return nil }
        guard !form.knowsZones else { return zone }
        guard zone.isOfMachine() else {
            throw CommandError(
                .invalidInput,
                detail: "\(form.rawValue) goes by the clock of the machine, which is not that of \(zone.name)",
                remedy: "Give the time by the machine's clock, without --timezone and TZ, or use --as systemd"
            )
        }
        return nil
    }

    /// The zone of `TZ`: a name or the path of a file, with or without a colon before it; `nil` for the machine's own.
    private static func ofVariable(_ environment: [String: String]) throws(CommandError) -> ZoneName? {
        guard let value = environment["TZ"], !value.isEmpty else { return nil }
        let text = value.begins(with: ":") ? String(value.unicodeScalars.dropFirst()) : value
        let start = folder(environment) + "/"
        let name = text.begins(with: start) ? String(text.unicodeScalars.dropFirst(start.unicodeScalars.count)) : text
        if let zone = try? ZoneName(name, environment: environment) { return zone }
        let machine = try? Data(contentsOf: URL(filePath: "/etc/localtime"))
        if text.begins(with: "/"), let machine, machine == (try? Data(contentsOf: URL(filePath: text))) { return nil }
        throw CommandError(
            .invalidInput,
            detail:
                "TZ is “\(Excerpt.of(value, limit: 60))”, which is not the name of a time zone, and a schedule needs one",
            remedy: "Name the zone with --timezone, such as Europe/Berlin, or unset TZ for that of the machine"
        )
    }

    private static func folder(_ environment: [String: String]) -> String {
        environment["TZDIR"].flatMap { $0.begins(with: "/") ? $0 : nil } ?? "/usr/share/zoneinfo"
    }

    private static func rules(_ name: String, _ environment: [String: String]) -> Data? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isOfAName) }) else { return nil }
        let file = URL(filePath: "\(folder(environment))/\(name)")
        guard let rules = try? Data(contentsOf: file), rules.starts(with: "TZif".utf8)
        else {
            return nil
        }
        return rules
    }

    private static func isOfAName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_+-".contains(character))
    }
}
