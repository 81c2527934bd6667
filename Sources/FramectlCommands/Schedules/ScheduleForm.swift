import ArgumentParser
import FoundationEssentials

/// The scheduler of a command.
enum ScheduleForm: String, CaseIterable, ExpressibleByArgument, Sendable {
    case systemd, cron, windows

    /// The scheduler of a machine; systemd where none is found.
    ///
    /// - Parameters:
    ///   - environment: Has the folders of commands, in `PATH`.
    ///   - booted: The folder that exists when systemd runs the machine.
    /// - Returns: The form to print.
    static func ofMachine(_ environment: [String: String], booted: String = "/run/systemd/system") -> ScheduleForm {
        let tools = SystemTool.folders(environment)
        func has(_ name: String) -> Bool {
            tools.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        if has("systemctl"), FileManager.default.fileExists(atPath: booted) { return .systemd }
        return has("crontab") ? .cron : .systemd
    }

    /// Whether it supports another zone than that of the machine.
    var knowsZones: Bool { self == .systemd }
}
