import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("Units of systemd")
struct SystemdUnitTests {
    /// The settings of a unit, by name; of one that is there twice, the last.
    private func settings(_ unit: String) -> [String: String] {
        Dictionary(
            unit.parts(between: "\n").filter { !$0.hasPrefix("#") && $0.contains("=") }.map { line in
                let parts = line.parts(between: "=", maxSplits: 1)
                return (parts[0], parts[1])
            },
            uniquingKeysWith: { $1 }
        )
    }

    /// A line as `systemd.syntax(7)` and the section on command lines of `systemd.service(5)` say that it is read.
    private func words(_ line: String) -> [String] {
        var words: [String.UnicodeScalarView] = []
        var word: String.UnicodeScalarView?
        var isQuoted = false
        var rest = line.unicodeScalars.makeIterator()
        while let scalar = rest.next() {
            switch scalar {
            case "\"":
                isQuoted.toggle()
                word = word ?? .init()
            case "\\" where isQuoted:
                word?.append(rest.next() ?? "?")
            case " " where !isQuoted:
                if let ended = word { words.append(ended) }
                word = nil
            default:
                word = (word ?? .init()) + [scalar]
            }
        }
        words += word.map { [$0] } ?? []
        return words.map { $0.halving("%").halving("$") }.map { String($0) }
    }

    @Test("hold the very command")
    func command() async throws {
        let options = ["--at", "18:00"] + ScheduleFixture.hardOptions
        let schedule = try await ScheduleFixture.schedule(options, as: .systemd, program: "/opt/a b/framectl")
        let service = try #require(SystemdUnits(schedule).files.first)
        let read = words(try #require(settings(service.content)["ExecStart"]))
        #expect(read.map { Array($0.utf8) } == schedule.command.map { Array($0.utf8) })
    }

    @Test("leave a run out that was missed, and begin on time")
    func timer() async throws {
        let schedule = try await ScheduleFixture.schedule(
            ["--at", "7:05", "--days", "sat,mon-wed"],
            as: .systemd,
            program: "/x"
        )
        let timer = settings(try #require(SystemdUnits(schedule).files.last).content)
        #expect(timer["OnCalendar"] == "Mon..Wed,Sat *-*-* 07:05:00")
        #expect(timer["Persistent"] == "false")
        #expect(timer["AccuracySec"] == "1s")
        #expect(timer["WantedBy"] == "timers.target")
    }

    @Test(
        "are taken by systemd itself",
        .enabled(if: RealTool.exists("systemd-analyze"), "there is no systemd-analyze on this machine"),
        arguments: [["--days", "mon-fri"], ["--days", "fri-mon"], [], ["--log", "/tmp/a 50% b"]]
    )
    func verify(days: [String]) async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let options = ["--at", "18:00"] + days + ScheduleFixture.hardOptions
        let schedule = try await ScheduleFixture.schedule(options, as: .systemd, program: try folder.echo())
        let units = SystemdUnits(schedule)
        let paths = try units.files.map { file in
            try folder.write(file.content, to: URL(filePath: file.path).lastPathComponent)
        }
        let verified = try await RealTool.run("systemd-analyze", ["--man=no", "verify"] + paths)
        #expect(verified.status == 0, "\(verified.talk)")
        #expect(verified.talk.isEmpty, "\(verified.talk)")
        let calendar = try await RealTool.run("systemd-analyze", ["calendar", units.calendar])
        #expect(calendar.status == 0)
        #expect(calendar.output.contains("18:00:00"))
        // A defect has to be seen by it.
        let broken = try folder.write(
            units.files[1].content.replacing("OnCalendar=", with: "OnCalendar=Never "),
            to: "broken.timer"
        )
        #expect(try await RealTool.run("systemd-analyze", ["--man=no", "verify", broken]).talk.contains("calendar"))
    }

    /// What systemd has read is among what it tells of a unit when it is asked for every detail, quoted for a shell. The last step,
    /// from `$$` to `$`, is taken when the command is started.
    @Test(
        "hold the very command for systemd itself",
        .enabled(if: RealTool.exists("systemd-analyze"), "there is no systemd-analyze on this machine")
    )
    func parsed() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let options = ["--at", "18:00"] + ScheduleFixture.hardOptions
        let schedule = try await ScheduleFixture.schedule(options, as: .systemd, program: try folder.echo())
        let service = try folder.write(SystemdUnits(schedule).files[0].content, to: "framectl-close.service")
        let script = "SYSTEMD_LOG_LEVEL=debug systemd-analyze --man=no verify '\(service)' 2>/dev/null"
        let told = try await RealTool.run("sh", ["-c", script]).output
        let line = try #require(told.split(separator: "\n").first { $0.contains("Command Line: ") })
        let quoted = try #require(line.split(separator: "Command Line: ").last)
        let words = try await RealTool.run("sh", ["-c", "printf '%s\\0' \(quoted)"]).output.parts(between: "\0")
            .dropLast()
        let due = schedule.command.map { $0.rewritten { $0 == "$" ? "$$" : nil } }
        #expect(words.first == due.first)
        #expect(words.map { Array($0.utf8) } == due.map { Array($0.utf8) })
    }

    @Test(
        "name a zone that systemd knows",
        .enabled(if: RealTool.exists("systemd-analyze"), "there is no systemd-analyze on this machine")
    )
    func zone() async throws {
        let options = ["--at", "18:00", "--timezone", "Europe/Berlin"]
        let schedule = try await ScheduleFixture.schedule(options, as: .systemd, program: "/x")
        let result = try await RealTool.run("systemd-analyze", ["calendar", SystemdUnits(schedule).calendar])
        #expect(result.output.contains("Normalized form: *-*-* 18:00:00 Europe/Berlin"))
    }
}

extension String.UnicodeScalarView {
    /// With one of two scalars in a row.
    fileprivate func halving(_ scalar: Unicode.Scalar) -> Self {
        var result = Self()
        var isHalf = false
        for next in self {
            isHalf = next == scalar && !isHalf
            if !isHalf || next != scalar { result.append(next) }
        }
        return result
    }
}
