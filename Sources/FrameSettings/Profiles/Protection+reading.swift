import FrameOperations

extension Protection {
    /// What can stand below `protect`.
    package static let keys = [
        "pools", "kinds", "users", "hours", "timezone", "max_sessions", "require_reason", "require_plan", "read_only",
    ]

    /// Reads what a file protects.
    ///
    /// - Parameters:
    ///   - table: The file's group `protect`; `nil` when it has none.
    ///   - source: Who protects.
    ///   - file: The file's path.
    /// - Throws: ``SettingsError`` with the code `invalid-setting`.
    package init(_ table: SettingsTable?, source: String, file: String) throws(SettingsError) {
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

    private static func hours(in table: SettingsTable) throws(SettingsError) -> AllowedHours? {
        let hours = try table.texts("hours")
        let zone = try table.text("timezone")
        guard !hours.isEmpty else {
            guard let zone else { return nil }
            throw table.problem("timezone", line: zone.line, .zoneWithoutHours)
        }
        let line = table.line(of: "hours")
        guard let zone else {
            throw table.problem("hours", line: line, .hoursWithoutZone)
        }
        do throws(AllowedHours.Problem) {
            return try AllowedHours(hours, zone: zone.value)
        } catch {
            switch error {
            case .hours(let text):
                throw table.problem("hours", line: line, .hours(text))
            case .zone(let near):
                throw table.problem("timezone", line: zone.line, .zone(near: near))
            }
        }
    }

    /// What it protects, in a few words each.
    package var words: [String] {
        var words: [String] = []
        if isReadOnly { words.append("reads only") }
        if !pools.isEmpty { words.append("pools \(pools.joined(separator: ", "))") }
        if !kinds.isEmpty { words.append("kinds \(kinds.joined(separator: ", "))") }
        if !users.isEmpty { words.append("users \(users.joined(separator: ", "))") }
        if let hours { words.append("closes \(hours.words) only") }
        if let maxSessions { words.append("at most \(maxSessions) sessions") }
        if requiresReason { words.append("a reason is required") }
        if requiresPlan { words.append("a saved plan is required") }
        return words
    }
}
