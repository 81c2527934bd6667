import Foundation
import Testing

@testable import FramectlCommands

@Suite("Property lists of launchd")
struct LaunchAgentTests {
    @Test("hold the very command, its days and its places")
    func list() throws {
        let options = ["--at", "18:05", "--days", "sat,sun"] + ScheduleFixture.hardOptions
        let schedule = try ScheduleFixture.schedule(options, as: .launchd, program: "/opt/a & b/framectl")
        let file = LaunchAgent(schedule).file
        let list = try PropertyListSerialization.propertyList(from: Data(file.content.utf8), format: nil)
        let entries = try #require(list as? [String: Any])
        #expect(entries["ProgramArguments"] as? [String] == schedule.command)
        #expect(entries["Label"] as? String == "local.framectl.close")
        #expect(file.path == "/home/ada/Library/LaunchAgents/local.framectl.close.plist")
        #expect(entries["StandardOutPath"] as? String == "/home/ada/Library/Logs/framectl-close.log")
        #expect(entries["StandardErrorPath"] as? String == entries["StandardOutPath"] as? String)
        let times = try #require(entries["StartCalendarInterval"] as? [[String: Int]])
        #expect(times == [["Weekday": 6, "Hour": 18, "Minute": 5], ["Weekday": 0, "Hour": 18, "Minute": 5]])
        #expect(Set(entries.keys).isDisjoint(with: ["RunAtLoad", "KeepAlive", "EnvironmentVariables"]))
    }

    @Test("are taken by plutil", .enabled(if: RealTool.exists("plutil"), "there is no plutil on this machine"))
    func plutil() async throws {
        let options = ["--at", "18:05"] + ScheduleFixture.hardOptions
        let content = LaunchAgent(try ScheduleFixture.schedule(options, as: .launchd, program: "/x")).file.content
        #expect(try await RealTool.run("plutil", ["-lint", "-"], input: content).status == 0)
        let broken = content.replacing("</array>", with: "")
        #expect(try await RealTool.run("plutil", ["-lint", "-"], input: broken).status != 0)
    }
}
