import FoundationEssentials
import FrameAPI
import FrameSettings
import FrameWording

/// Installs a schedule, and reports each step.
struct ScheduleInstallation: Sendable {
    let schedule: CloseSchedule
    let context: CommandContext

    /// Installs it.
    ///
    /// - Parameter form: The scheduler.
    /// - Throws: `schedule-not-installed` or `file-not-written`.
    func install(as form: ScheduleForm) async throws {
        switch form {
        case .systemd: try await installUnits(SystemdUnits(schedule))
        case .cron: try await installEntry(CrontabEntry(schedule))
        case .windows:
            throw CommandError(
                .scheduleNotInstalled,
                detail: "a task of Windows is not installed from here",
                remedy: "Save it as \(WindowsTask(schedule).fileName), and create it with schtasks on Windows"
            )
        }
    }

    private func installUnits(_ units: SystemdUnits) async throws {
        for file in units.files { try write(file) }
        try makeFolder(of: schedule.log)
        let removal = ShellWord.line(["rm"] + units.files.map(\.path))
        // Restart, because it may be running with other times.
        for words in [["daemon-reload"], ["enable", units.timerName], ["restart", units.timerName]] {
            try await carryOut("systemctl", ["--user"] + words, undo: removal)
        }
    }

    private func installEntry(_ entry: CrontabEntry) async throws {
        let tool = SystemTool(name: "crontab", context: context)
        let listed = try await tool.run(["-l"])
        // A crontab that could not be read is not overwritten.
        guard listed.status == 0 || listed.talk.contains("no crontab for") else { throw failed("crontab -l", listed) }
        var crontab = Crontab(listed.status == 0 ? listed.bytes : [])
        let passed = try crontab.put(entry)
        try makeFolder(of: schedule.log ?? CrontabEntry.standardLog(of: schedule))
        let written = try await tool.run(["-"], input: crontab.bytes)
        guard written.status == 0 else { throw failed("crontab -", written) }
        let place = passed.map { ", above the line “\(Excerpt.of($0, limit: 80))”, which would change it" } ?? ""
        tell("Put “\(entry.name)” into the crontab\(place); the rest of it is as it was.")
    }

    private func write(_ file: ScheduleFile) throws {
        let isThere = FileManager.default.fileExists(atPath: file.path)
        // A file that cannot be read as text was not written by framectl.
        let present = isThere ? (try? String(contentsOf: URL(filePath: file.path), encoding: .utf8)) ?? "" : nil
        guard present.map({ $0.begins(with: ScheduleFile.mark) }) ?? true else {
            throw CommandError(
                .scheduleNotInstalled,
                detail: "“\(file.path)” is there already, and framectl schedule did not write it",
                remedy: "Choose another name with --name, or move that file away"
            )
        }
        try makeFolder(of: file.path)
        try FileReplacement.write(file.path, hiding: context.redaction) { (write) throws(SettingsError) in
            try write(file.content)
        }
        tell("\(present == nil ? "Wrote" : "Replaced") \(file.path)")
    }

    private func makeFolder(of path: String?) throws {
        guard let path else { return }
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError(
                .fileNotWritten,
                detail: "the folder “\(folder.path)” could not be made",
                remedy: "Make it, or name another place"
            )
        }
    }

    private func carryOut(_ name: String, _ arguments: [String], undo: String) async throws {
        let line = ShellWord.line([name] + arguments)
        let result = try await SystemTool(name: name, context: context).run(arguments)
        guard result.status == 0 else { throw failed(line, result, undo: undo) }
        tell("Ran \(line)")
    }

    private func failed(_ line: String, _ result: SystemTool.Result, undo: String? = nil) -> CommandError {
        let said = result.talk.parts(between: "\n").filter { !$0.isEmpty }.joined(separator: " / ")
        let words = said.isEmpty ? "status \(result.status)" : Excerpt.of(said, limit: 300)
        return CommandError(
            .scheduleNotInstalled,
            detail: "\(line) failed: \(words)",
            remedy: "The steps above are done. Fix it and run this again, or leave --install out"
                + (undo.map { ". To take it back: \($0)" } ?? "")
        )
    }

    private func tell(_ sentence: String) {
        context.terminal.writeData(sentence + "\n", to: .talk)
    }
}
