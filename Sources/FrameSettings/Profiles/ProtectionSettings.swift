/// The protections of a file, as written. They are read without the engine, which compares the hours with a clock.
package struct ProtectionSettings: Sendable, Equatable {
    /// The source, as shown to people: `profile training`.
    package let source: String
    /// The file that contains them.
    package let file: String
    /// Names or ids of pools.
    package private(set) var pools: [String] = []
    /// Kinds of pool.
    package private(set) var kinds: [String] = []
    /// Users, in the service's spelling.
    package private(set) var users: [String] = []
    /// The hours of the day in which sessions may be closed; `nil` for all.
    package private(set) var hours: Hours?
    /// The maximum number of sessions of one run; `nil` for the flags' limit.
    package private(set) var maxSessions: Int?
    /// Whether a run needs a reason.
    package private(set) var requiresReason = false
    /// Whether only a saved plan may be applied.
    package private(set) var requiresPlan = false
    /// Whether nothing may act on the service at all.
    package private(set) var isReadOnly = false

    /// Hours of the day in a time zone, as written, and their lines.
    package struct Hours: Sendable, Equatable {
        package let texts: [String]
        package let zone: String
        package let line: Int
        package let zoneLine: Int
    }

    /// Whether it protects nothing.
    package var isEmpty: Bool { self == ProtectionSettings(source: source, file: file) }

    private init(source: String, file: String) {
        self.source = source
        self.file = file
    }

    /// The possible keys below `protect`.
    package static let keys = [
        "pools", "kinds", "users", "hours", "timezone", "max_sessions", "require_reason", "require_plan", "read_only",
    ]

    /// Reads the protections of a file.
    ///
    /// - Parameters:
    ///   - table: The file's group `protect`; `nil` when it has none.
    ///   - source: The source.
    ///   - file: The file's path.
    /// - Throws: ``SettingsError`` with the code `invalid-setting`.
    init(_ table: SettingsTable?, source: String, file: String) throws(SettingsError) {
        self.init(source: source, file: file)
        guard let table else { return }
        try table.refuseUnknown(besides: Self.keys)
        pools = try table.texts("pools")
        kinds = try table.texts("kinds")
        users = try table.texts("users")
        hours = try Self.hours(in: table)
        maxSessions = try table.number("max_sessions")
        requiresReason = try table.flag("require_reason")
        requiresPlan = try table.flag("require_plan")
        isReadOnly = try table.flag("read_only")
    }

    private static func hours(in table: SettingsTable) throws(SettingsError) -> Hours? {
        let hours = try table.texts("hours")
        let zone = try table.text("timezone")
        guard !hours.isEmpty else {
            guard let zone else { return nil }
            throw table.problem("timezone", line: zone.line, .zoneWithoutHours)
        }
        let line = table.line(of: "hours")
        guard let zone else { throw table.problem("hours", line: line, .hoursWithoutZone) }
        return Hours(texts: hours, zone: zone.value, line: line, zoneLine: zone.line)
    }

    /// The protections, in a few words each.
    package var words: [String] {
        var words: [String] = []
        if isReadOnly { words.append("reads only") }
        if !pools.isEmpty { words.append("pools \(pools.joined(separator: ", "))") }
        if !kinds.isEmpty { words.append("kinds \(kinds.joined(separator: ", "))") }
        if !users.isEmpty { words.append("users \(users.joined(separator: ", "))") }
        if let hours { words.append("closes \(hours.texts.joined(separator: ", ")) \(hours.zone) only") }
        if let maxSessions { words.append("at most \(maxSessions) sessions") }
        if requiresReason { words.append("a reason is required") }
        if requiresPlan { words.append("a saved plan is required") }
        return words
    }
}
