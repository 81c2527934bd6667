import ArgumentParser
import FoundationEssentials

/// What starts a command at its time.
enum ScheduleForm: String, CaseIterable, ExpressibleByArgument, Sendable {
    case systemd, cron, windows

    /// What a machine has; systemd where nothing is found.
    ///
    /// - Parameters:
    ///   - environment: Where commands are, in `PATH`.
    ///   - booted: The folder that is there when systemd runs the machine.
    /// - Returns: The form to print.
    static func ofMachine(_ environment: [String: String], booted: String = "/run/systemd/system") -> ScheduleForm {
        let tools = SystemTool.folders(environment)
        func has(_ name: String) -> Bool {
            tools.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        if has("systemctl"), FileManager.default.fileExists(atPath: booted) { return .systemd }
        return has("crontab") ? .cron : .systemd
    }

    /// Whether it can be told another zone than that of the machine.
    var knowsZones: Bool { self == .systemd }
}
