import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("Tasks of Windows")
struct WindowsTaskTests {
    /// Prints what a reader of XML finds: the element's path or attribute, a tab, and its text.
    private static let reader = """
        import sys, xml.etree.ElementTree as tree
        def show(element, path):
            path += "/" + element.tag.split("}")[-1]
            print(path, (element.text or "").strip(), sep="\\t")
            for child in element: show(child, path)
        show(tree.fromstring(sys.stdin.buffer.read()), "")
        """

    private func elements(_ content: String) async throws -> [(path: String, text: String)] {
        let result = try await RealTool.run("python3", ["-c", Self.reader], input: content)
        try #require(result.status == 0, "\(result.talk)")
        return result.output.parts(between: "\n").filter { !$0.isEmpty }.map { line in
            let parts = line.parts(between: "\t", maxSplits: 1)
            return (parts[0], parts[1])
        }
    }

    /// Arguments as the C runtime of Windows is documented to read them.
    private func arguments(_ line: String) -> [String] {
        var words: [String.UnicodeScalarView] = []
        var word: String.UnicodeScalarView?
        var backslashes = 0
        var isQuoted = false
        func add(_ count: Int) {
            if count > 0 { word = (word ?? .init()) + Array(repeating: "\\", count: count) }
        }
        for scalar in line.unicodeScalars {
            if scalar == "\\" {
                backslashes += 1
                continue
            }
            add(scalar == "\"" ? backslashes / 2 : backslashes)
            if scalar == "\"", backslashes.isMultiple(of: 2) {
                isQuoted.toggle()
                word = word ?? .init()
            } else if scalar == " ", !isQuoted {
                if let ended = word { words.append(ended) }
                word = nil
            } else {
                word = (word ?? .init()) + [scalar]
            }
            backslashes = 0
        }
        add(backslashes)
        return (words + (word.map { [$0] } ?? [])).map { String($0) }
    }

    @Test("hold the very command, for Windows, WSL and the shell behind them")
    func command() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let log = "\(folder.path)/a \"log\\"
        let hard = ScheduleFixture.hardOptions + ["--exclude-pool", #"a\"b\\"c\"#]
        let options = ["--at", "18:00", "--log", log] + hard
        let schedule = try await ScheduleFixture.schedule(options, as: .windows, program: try folder.echo())
        let elements = try await elements(WindowsTask(schedule).content)
        let line = try #require(elements.first { $0.path == "/Task/Actions/Exec/Arguments" }?.text)
        let words = arguments(line)
        #expect(words.prefix(3) == ["--exec", "/bin/sh", "-c"])
        let ran = try await RealTool.run("sh", ["-c", try #require(words.dropFirst(3).first)])
        #expect(ran.status == 0, "\(ran.talk)")
        let written = try #require(folder.read("a \"log\\")).parts(between: "\0").dropLast()
        #expect(written.map { Array($0.utf8) } == schedule.arguments.map { Array($0.utf8) })
    }

    @Test("leave a run out that was missed, and run one at a time")
    func settings() async throws {
        let schedule = try await ScheduleFixture.schedule(
            ["--at", "7:05", "--days", "mon,sun"],
            as: .windows,
            program: "/x"
        )
        let elements = try await elements(WindowsTask(schedule).content)
        func text(_ path: String) -> String? { elements.first { $0.path == "/Task/" + path }?.text }
        #expect(text("Settings/StartWhenAvailable") == "false")
        #expect(text("Settings/MultipleInstancesPolicy") == "IgnoreNew")
        #expect(text("Actions/Exec/Command") == "wsl.exe")
        #expect(text("Principals/Principal/RunLevel") == "LeastPrivilege")
        #expect(text("Triggers/CalendarTrigger/StartBoundary") == "2026-01-01T07:05:00")
        let days = elements.compactMap { element in
            element.path.split(separator: "/DaysOfWeek/").dropFirst().first.map(String.init)
        }
        #expect(days == ["Monday", "Sunday"])
    }

    @Test("are not installed from here: 1, with the way")
    func install() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let secret = try folder.write("secret", to: "secret")
        let run = await ScheduleFixture.run([
            "--at", "18:00", "--as", "windows", "--install", "--client-secret-file", secret,
        ])
        #expect(run.status == .unexpected)
        #expect(run.talk.contains("schtasks"))
    }
}
