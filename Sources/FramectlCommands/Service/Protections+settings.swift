import FrameOperations
import FrameSettings

extension Protections {
    /// The protections of settings files, for the engine.
    ///
    /// - Throws: ``FrameSettings/SettingsError`` with the code `invalid-setting`, when hours or a time zone are not understood.
    init(_ settings: [ProtectionSettings]) throws(SettingsError) {
        var protections: [Protection] = []
        for one in settings { protections.append(try Protection(one)) }
        self.init(protections)
    }
}

extension Protection {
    fileprivate init(_ settings: ProtectionSettings) throws(SettingsError) {
        self.init(source: settings.source, file: settings.file)
        pools = settings.pools
        kinds = settings.kinds
        users = settings.users
        maxSessions = settings.maxSessions
        requiresReason = settings.requiresReason
        requiresPlan = settings.requiresPlan
        isReadOnly = settings.isReadOnly
        guard let hours = settings.hours else { return }
        func refusal(_ key: String, _ line: Int, _ flaw: SettingsError.SettingFlaw) -> SettingsError {
            .invalidSetting(key: "protect.\(key)", file: settings.file, line: line, flaw)
        }
        do throws(AllowedHours.Problem) {
            self.hours = try AllowedHours(hours.texts, zone: hours.zone)
        } catch {
            switch error {
            case .hours(let text): throw refusal("hours", hours.line, .hours(text))
            case .zone(let near): throw refusal("timezone", hours.zoneLine, .zone(near: near))
            }
        }
    }
}
