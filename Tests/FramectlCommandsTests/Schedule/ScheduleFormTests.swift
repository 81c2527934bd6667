import ArgumentParser
import Foundation
import FrameOperations
import FrameSettings
import Testing

@testable import FramectlCommands

/// What is written, byte for byte, and read back as its readers do.
@Suite("What a schedule is written as")
struct ScheduleFormTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/schedule").standardizedFileURL

    private static let options =
        ["--at", "18:00", "--days", "mon-fri,sun", "--name", "evening"] + ScheduleFixture.hardOptions

    @Test("is what stands in the fixtures", arguments: ScheduleForm.allCases)
    func golden(form: ScheduleForm) async throws {
        let zone = form == .systemd ? ["--timezone", "Europe/Berlin", "--log", "/var/log/50% off.log"] : []
        let run = await ScheduleFixture.run(
            Self.options + zone + ["--as", form.rawValue],
            changing: ["HTTPS_PROXY": "http://proxy.example.com:3128"]
        )
        #expect(run.status == .success, "\(run.talk)")
        let fixture = Self.fixtures.appending(path: "\(form.rawValue).txt")
        #expect(run.output == (try? String(contentsOf: fixture, encoding: .utf8)))
    }

    @Test("says what nobody will be asked later")
    func meaning() async throws {
        let run = await ScheduleFixture.run(["--at", "18:00", "--max-percent", "80", "--as", "systemd"])
        for words in [
            "Every day at 18:00", "without a question", "(--yes)", "Unsaved work in those sessions will be lost",
            "1000 sessions",
            "80 % of all", "than 18:30", "is skipped", "Not installed", "add --install",
        ] {
            #expect(run.talk.contains(words), "\(words)")
        }
    }

    @Test(
        "close reads back all that was said",
        arguments: [
            [], ScheduleFixture.hardOptions,
            [
                "--kind", "test", "--kind", "production", "--session", "s-1", "--exclude-session", "s-2",
                "--ignore-not-found", "--until-empty",
                "--deadline", "90s", "--time-limit", "45m", "--concurrency", "8", "--rate", "2.5", "--max-failures",
                "5%",
                "--max-sessions", "412", "--max-percent", "90%", "--after", "mail -s done", "--hook-limit", "1m",
                "--api-url", "http://127.0.0.1:8080/v1",
            ], ["--sweep", "2", "--max-failures", "3", "--reason=--yes"],
        ]
    )
    func roundTrip(options: [String]) async throws {
        let asked = try #require(try Framectl.parseAsRoot(["schedule", "--at", "18:00"] + options) as? Schedule)
        let schedule = try await ScheduleFixture.schedule(["--at", "18:00"] + options, as: .systemd, program: "/x")
        let close = try #require(try Framectl.parseAsRoot(schedule.arguments) as? Close)
        #expect(close.options.consent.yes)
        #expect(close.window.between == (try DailyWindow(parsing: "18:00-18:30")))
        #expect(close.options.close.reason.reason == asked.close.reason.reason ?? "scheduled close")
        #expect(close.options.close.ceilings.ceilings == asked.close.ceilings.ceilings)
        #expect(close.options.close.work.pace.settings == asked.close.work.pace.settings)
        #expect(close.options.close.sweep.consented == asked.close.sweep.consented)
        #expect(close.selection.pool == asked.selection.pool)
        #expect(close.selection.kind == asked.selection.kind)
        #expect(close.selection.session == asked.selection.session)
        #expect(close.selection.excludePool == asked.selection.excludePool)
        #expect(close.selection.excludeSession == asked.selection.excludeSession)
        #expect(close.selection.ignoreNotFound == asked.selection.ignoreNotFound)
        #expect(close.options.close.work.hooks.before == asked.close.work.hooks.before)
        #expect(close.options.close.work.hooks.after == asked.close.work.hooks.after)
        #expect(close.options.close.work.hooks.hookLimit.duration == asked.close.work.hooks.hookLimit.duration)
        #expect(close.options.journal.journal == "/home/ada/.local/state/framectl/journal.sqlite")
        #expect(close.options.connection.clientSecretFile == "/home/ada/.config/frame-secret")
        #expect(close.options.connection.apiURL == asked.connection.apiURL)
    }

    @Test("the guide's examples are understood")
    func guide() throws {
        let guide = Self.fixtures.appending(path: "../../../docs/schedule.md")
        let commands = try String(contentsOf: guide, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("    framectl ") }
        #expect(commands.count >= 2)
        for command in commands {
            let words = try HookCommand(parsing: String(command)).words.dropFirst()
            #expect(try Framectl.parseAsRoot(Array(words)) is Schedule, "\(command)")
        }
    }

    @Test("a window that begins before midnight ends after it")
    func midnight() async throws {
        let schedule = try await ScheduleFixture.schedule(["--at", "23:45"], as: .systemd, program: "/x")
        #expect(schedule.window == (try DailyWindow(parsing: "23:45-00:15")))
    }
}
