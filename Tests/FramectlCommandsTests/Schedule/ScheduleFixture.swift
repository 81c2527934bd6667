import ArgumentParser
import Foundation
import FrameAPI
import TerminalTesting
import Testing

@testable import FramectlCommands

/// `framectl schedule`, run for a user whose home is not there, unless a test gives another one.
struct ScheduleFixture {
    static let environment = [
        "HOME": "/home/ada",
        "PATH": "/nowhere",
        "FRAME_CLIENT_ID": "00000000-0000-4000-8000-000000000000.img.frame.nutanix.com",
        "FRAME_ACCOUNT_ID": "a0000000-0000-4000-8000-000000000001",
        "FRAME_CLIENT_SECRET_FILE": "/home/ada/.config/frame-secret",
    ]

    /// Options with all that a format could take for something else.
    static let hardOptions = [
        "--pool", #"Hall A, 50% "x" 'y' $HOME \ `é` <&>"#, "--exclude-pool=-r", "--reason",
        #"it's \% done; \\% %% $$ really"#,
        // A mark makes another character of the sign before it, and the same byte.
        "--pool",
        "B\u{338} '\u{301};touch x;'\u{301} \"\u{301} %\u{301} $\u{301}(touch x) `\u{301}touch x` \\\u{301} <\u{338}&\u{301}>\u{338}",
        "--before", "sh -c 'cat > /dev/null; echo \"$X\"'",
    ]

    let status: FramectlCommands.ExitStatus
    let output: String
    let talk: String

    /// Runs the command.
    static func run(_ arguments: [String], changing changes: [String: String?] = [:]) async -> ScheduleFixture {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        let terminal = RecordingTerminal()
        let status = await CommandRunner.run(
            ["schedule", "--program", "/usr/local/bin/framectl"] + arguments,
            in: .working(terminal, environment: environment)
        )
        return ScheduleFixture(status: status, output: terminal.output, talk: terminal.talk)
    }

    /// The schedule that options describe.
    static func schedule(_ arguments: [String], as form: ScheduleForm, program: String) async throws -> CloseSchedule {
        let command = try #require(
            try Framectl.parseAsRoot(["schedule", "--program", program] + arguments) as? Schedule
        )
        let context = CommandContext.working(RecordingTerminal(), environment: environment)
        return try await command.schedule(
            as: form,
            with: ScheduledSettings(command.connection, in: context),
            in: context
        )
    }
}

extension CommandContext {
    /// A context whose clock runs, for commands that start others.
    static func working(_ terminal: RecordingTerminal, environment: [String: String]) -> CommandContext {
        CommandContext(
            environment: environment,
            terminal: terminal,
            time: .system,
            random: RandomSource { 4 },
            signals: nil
        )
    }
}

/// The tools of the system that tests are held against where they exist.
enum RealTool {
    /// Whether a command is on the path.
    static func exists(_ name: String) -> Bool {
        SystemTool.folders(ProcessInfo.processInfo.environment).contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    static func run(_ name: String, _ arguments: [String], input: String = "") async throws -> SystemTool.Result {
        var context = CommandContext.working(RecordingTerminal(), environment: ProcessInfo.processInfo.environment)
        context.time = .patient
        return try await SystemTool(name: name, context: context).run(arguments, input: Array(input.utf8))
    }
}

extension TimeSource {
    /// The machine's clock, by which whoever waits for a process waits ten times as long: a machine that is busy is not wrong.
    static let patient = TimeSource(
        now: { TimeSource.system.now() },
        elapsed: { TimeSource.system.elapsed() },
        sleep: { try await Task.sleep(for: $0 * 10) }
    )
}

/// A folder that is removed with all that is in it.
struct ScheduleFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "framectl-schedule-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What is in it.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    func read(_ name: String) -> String? {
        try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        if mode & 0o100 != 0 {
            try ExecutableFile.write(text, to: file.path, mode: mode)
        } else {
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        }
        return file.path
    }

    /// A script that prints each of its arguments and a NUL.
    func echo() throws -> String {
        try write("#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done\n", to: "echo words", mode: 0o700)
    }
}
