/// A property list of the user's own launchd.
struct LaunchAgent: Sendable {
    private let schedule: CloseSchedule

    /// Takes a schedule. It is in the zone of the machine: launchd knows no other.
    init(_ schedule: CloseSchedule) {
        self.schedule = schedule
    }

    var label: String { "local.framectl.\(schedule.name)" }

    var log: String { schedule.log ?? "\(schedule.places.home)/Library/Logs/framectl-\(schedule.name).log" }

    var file: ScheduleFile {
        ScheduleFile(path: "\(schedule.places.home)/Library/LaunchAgents/\(label).plist", content: content)
    }

    private var content: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <!-- \(ScheduleFile.mark.dropFirst(2)) -->
        <plist version="1.0">
        <dict>
        \(XMLText.indented(entries, by: 1))
        </dict>
        </plist>

        """
    }

    private var entries: [String] {
        ["<key>Label</key>", string(label), "<key>ProgramArguments</key>", "<array>"]
            + schedule.command.map { "  " + string($0) } + ["</array>"] + environment
            + ["<key>StartCalendarInterval</key>", "<array>"]
            + schedule.days.numbers.sorted().map { "  " + interval($0 % 7) } + ["</array>"]
            + ["<key>StandardOutPath</key>", string(log), "<key>StandardErrorPath</key>", string(log)]
    }

    private var environment: [String] {
        guard !schedule.environment.isEmpty else { return [] }
        let entries = schedule.environment.map { "  <key>\(XMLText.escaped($0.name))</key>\(string($0.value))" }
        return ["<key>EnvironmentVariables</key>", "<dict>"] + entries + ["</dict>"]
    }

    /// With Sunday as 0.
    private func interval(_ weekday: Int) -> String {
        "<dict><key>Weekday</key><integer>\(weekday)</integer><key>Hour</key><integer>\(schedule.time.hour)</integer>"
            + "<key>Minute</key><integer>\(schedule.time.minute)</integer></dict>"
    }

    private func string(_ text: String) -> String { "<string>\(XMLText.escaped(text))</string>" }
}
