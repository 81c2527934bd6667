import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

extension Crontab {
    fileprivate init(text: String) { self.init(Array(text.utf8)) }

    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

@Suite("Lines of a crontab")
struct CrontabTests {
    /// The command of a line, as `crontab(5)` says that it is read: up to a `%`, unless it is escaped. Some crons, Debian's among them,
    /// take a backslash for escaped, too.
    private func command(of line: String, halvesBackslashes: Bool) throws -> String {
        let fields = line.parts(between: " ", maxSplits: 5)
        try #require(fields.count == 6)
        var command = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in fields[5].unicodeScalars {
            if isEscaped, scalar == "%" || halvesBackslashes && scalar == "\\" {
                command.removeLast()
            } else if scalar == "%" {
                return String(command)
            }
            isEscaped = scalar == "\\" && !isEscaped
            command.append(scalar)
        }
        return String(command)
    }

    private func entry(_ options: [String], program: String = "/usr/local/bin/framectl") async throws -> CrontabEntry {
        try await CrontabEntry(ScheduleFixture.schedule(options, as: .cron, program: program))
    }

    @Test("hold the very command, for cron and the shell behind it", arguments: [false, true])
    func command(halvesBackslashes: Bool) async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        // On a fresh machine its folder is not there.
        let log = "\(folder.path)/it's new/50% \\% log"
        let options = ["--at", "18:00", "--log", log] + ScheduleFixture.hardOptions
        let schedule = try await ScheduleFixture.schedule(options, as: .cron, program: try folder.echo())
        let lines = try CrontabEntry(schedule).text.split(separator: "\n")
        let ran = try await RealTool.run(
            "sh",
            ["-c", try command(of: String(lines[1]), halvesBackslashes: halvesBackslashes)]
        )
        #expect(ran.status == 0)
        let words = try #require(folder.read("it's new/50% \\% log")).parts(between: "\0").dropLast()
        #expect(words.map { Array($0.utf8) } == schedule.arguments.map { Array($0.utf8) })
    }

    @Test(
        "have days as every cron has them",
        arguments: [("daily", "*"), ("mon-fri", "1-5"), ("sat,sun", "0,6"), ("sun", "0"), ("fri-mon", "0-1,5-6")]
    )
    func days(days: String, field: String) async throws {
        let text = try await entry(["--at", "7:05", "--days", days]).text
        #expect(
            text.split(separator: "\n")[1].hasPrefix(
                "5 7 * * \(field) mkdir -p /home/ada/.local/state/framectl && /usr/local/bin/framectl close "
            )
        )
    }

    @Test("that cron would refuse for their length are refused, with the remedy")
    func length() async throws {
        let error = try await #require(throws: CommandError.self) {
            try await entry(["--at", "18:00", "--reason", String(repeating: "long ", count: 150)])
        }
        #expect(error.code == .invalidInput)
        #expect(error.remedy.contains("--as systemd"))
    }

    @Test(
        "are taken by crontab itself",
        .enabled(if: RealTool.exists("crontab"), "there is no crontab on this machine"),
        .enabled("this machine's crontab checks a file without taking it") {
            try await RealTool.run("crontab", ["-h"]).talk.contains("dry run")
        }
    )
    func real() async throws {
        let text = try await entry(["--at", "18:00", "--days", "fri-mon"] + ScheduleFixture.hardOptions).text
        #expect(try await RealTool.run("crontab", ["-n", "-"], input: text).status == 0)
        let broken = text.replacing("0 18 * * 0-1,5-6", with: "0 25 * * 0-1,5-6")
        #expect(try await RealTool.run("crontab", ["-n", "-"], input: broken).status != 0)
    }

    @Test("are put beside what is there, and replace those of their name")
    func put() async throws {
        let (first, other) = (
            try await entry(["--at", "18:00"]), try await entry(["--at", "12:00", "--name", "noon"])
        )
        var crontab = Crontab(text: "")
        try crontab.put(first)
        #expect(crontab.text == first.text)
        crontab = Crontab(text: "# mine\n\nMAILTO=a%b\n0 1 * * *\ttrue   # no line end")
        try crontab.put(first)
        try crontab.put(other)
        let before = "# mine\n\nMAILTO=a%b\n0 1 * * *\ttrue   # no line end\n"
        #expect(crontab.text == before + first.text + other.text)
        let later = try await entry(["--at", "19:30"])
        try crontab.put(later)
        #expect(crontab.text == before + later.text + other.text)
        try crontab.put(later)
        #expect(crontab.text == before + later.text + other.text)
    }

    @Test(
        "stand above what sets a zone or a shell, and above what is said of that",
        arguments: [
            "SHELL=/usr/bin/fish", "TZ=America/New_York", "CRON_TZ=UTC", " CRON_TZ = \"UTC\"", "\"TZ\" = UTC",
            "CRON_TZ=",
        ]
    )
    func zones(line: String) async throws {
        let (first, later) = (try await entry(["--at", "18:00"]), try await entry(["--at", "19:30"]))
        let head = "# all mine\nMAILTO=ada\n"
        let rest = "# the office's clock\n\(line)\n0 1 * * * true\n"
        var crontab = Crontab(text: head + rest)
        #expect(try crontab.put(first) == line)
        #expect(crontab.text == head + first.text + rest)
        #expect(try crontab.put(later) == nil)
        #expect(crontab.text == head + later.text + rest)
        crontab = Crontab(text: head + rest + first.text)
        #expect(try crontab.put(later) == line)
        #expect(crontab.text == head + later.text + rest)
        crontab = Crontab(text: first.text + rest)
        #expect(try crontab.put(later) == nil)
        #expect(crontab.text == later.text + rest)
        for other in ["# TZ=UTC", "XTZ=UTC", "TZX=UTC", "0 1 * * * TZ=UTC true"] {
            crontab = Crontab(text: other + "\n")
            #expect(try crontab.put(first) == nil)
            #expect(crontab.text == other + "\n" + first.text)
        }
    }

    @Test("of several names stand beside each other above what sets a zone, and each is replaced alone")
    func names() async throws {
        var entries: [CrontabEntry] = []
        for name in ["a", "b", "c"] { entries.append(try await entry(["--at", "18:00", "--name", name])) }
        let rest = "# the office's clock\nCRON_TZ=America/New_York\n0 1 * * * true\n"
        var crontab = Crontab(text: rest)
        for entry in entries { try crontab.put(entry) }
        let all = entries.map(\.text).joined() + rest
        #expect(crontab.text == all)
        for name in ["b", "a", "c"] {
            try await crontab.put(entry(["--at", "18:00", "--name", name]))
            #expect(crontab.text == all, "\(name)")
        }
    }

    @Test("that hold another schedule's are not replaced: it would be lost")
    func nested() async throws {
        let (outer, inner) = (
            try await entry(["--at", "18:00", "--name", "a"]), try await entry(["--at", "18:00", "--name", "b"])
        )
        let lines = outer.text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.prefix(2).joined(separator: "\n") + "\n" + inner.text + lines.suffix(2).joined(separator: "\n")
        var crontab = Crontab(text: text)
        let error = try #require(throws: CommandError.self) { try crontab.put(outer) }
        #expect(error.code == .scheduleNotInstalled)
        #expect(error.detail.contains("another schedule"))
        #expect(crontab.text == text)
    }

    @Test("leave other lines as they are, to the byte, whatever their encoding")
    func encoding() async throws {
        let mine = Array("0 9 * * * sync --to /srv/B".utf8) + [0xFC] + Array("cro\n".utf8)
        var crontab = Crontab(mine)
        let entry = try await entry(["--at", "18:00"])
        try crontab.put(entry)
        try crontab.put(entry)
        #expect(crontab.bytes == mine + Array(entry.text.utf8))
    }

    @Test("with half a mark leave everything as it is", arguments: ["begin", "end", "twice", "turned"])
    func halfMark(which: String) async throws {
        let (begin, end) = (CrontabEntry.begin("close"), CrontabEntry.end("close"))
        let text =
            switch which {
            case "begin": "\(begin)\n0 1 * * * true\n"
            case "end": "0 1 * * * true\n\(end)\n"
            case "twice": "\(begin)\n\(end)\n\(begin)\n\(end)\n"
            default: "\(end)\n\(begin)\n"
            }
        var crontab = Crontab(text: text)
        let entry = try await entry(["--at", "18:00"])
        let error = try #require(throws: CommandError.self) { try crontab.put(entry) }
        #expect(error.code == .scheduleNotInstalled)
        #expect(error.remedy.contains("crontab -e"))
        #expect(crontab.text == text)
    }
}
