import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording

/// A task of the Windows Task Scheduler, which runs the tool inside WSL: there is no framectl for Windows itself.
struct WindowsTask: Sendable {
    private let schedule: CloseSchedule

    /// Makes a task of a schedule. It uses the zone of the machine: a task cannot follow another zone's summer time.
    init(_ schedule: CloseSchedule) {
        self.schedule = schedule
    }

    var fileName: String { "framectl-\(schedule.name).xml" }

    var taskName: String { "framectl\\\(schedule.name)" }

    var log: String { schedule.log ?? CrontabEntry.standardLog(of: schedule) }

    var content: String {
        """
        <?xml version="1.0"?>
        <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
          <RegistrationInfo>
            <Description>Close Frame sessions, \(XMLText.escaped(schedule.moment))</Description>
            <URI>\\\(taskName)</URI>
          </RegistrationInfo>
          <Triggers>
            <CalendarTrigger>
              <StartBoundary>2026-01-01T\(schedule.time.text):00</StartBoundary>
              <ScheduleByWeek>
                <DaysOfWeek>
        \(XMLText.indented(schedule.days.fullNames.map { "<\($0) />" }, by: 5))
                </DaysOfWeek>
                <WeeksInterval>1</WeeksInterval>
              </ScheduleByWeek>
            </CalendarTrigger>
          </Triggers>
          <Principals>
            <Principal id="Author">
              <LogonType>InteractiveToken</LogonType>
              <RunLevel>LeastPrivilege</RunLevel>
            </Principal>
          </Principals>
          <Settings>
            <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
            <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
            <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
            <StartWhenAvailable>false</StartWhenAvailable>
            <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
            <Enabled>true</Enabled>
          </Settings>
          <Actions Context="Author">
            <Exec>
              <Command>wsl.exe</Command>
              <Arguments>\(XMLText.escaped(arguments))</Arguments>
            </Exec>
          </Actions>
        </Task>

        """
    }

    private var arguments: String {
        let line = ShellWord.line(schedule.command, variables: schedule.environment)
        let folder = ShellWord.line(["mkdir", "-p", FolderPath.of(log) ?? "/"])
        let words = ["--exec", "/bin/sh", "-c", "\(folder) && \(line) >> \(ShellWord.quoted(log)) 2>&1"]
        return words.map(WindowsArgument.quoted).joined(separator: " ")
    }
}
