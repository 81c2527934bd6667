import ArgumentParser
import FoundationEssentials
import FrameOperations
import Testing

@testable import FramectlCommands

@Suite("The options of a schedule")
struct ScheduleOptionTests {
    @Test(
        "a time of day is read",
        arguments: [
            ("18:00", 1_080), ("7:05", 425), ("07:05", 425), ("00:00", 0), ("23:59", 1_439), ("6pm", 1_080),
            ("6:30 pm", 1_110), ("6:30PM", 1_110), ("12am", 0), ("12pm", 720), ("12:15 am", 15), (" 1 am ", 60),
        ]
    )
    func time(text: String, minutes: Int) throws {
        #expect(try TimeOfDay(parsing: text).minutes == minutes)
    }

    @Test(
        "what is not a time of day is refused, and it is said why",
        arguments: [
            ("", "expected a time of day"), ("6", "6am or 6pm"), ("18", "write 18:00"), ("0", "write 0:00"),
            ("24:00", "midnight is 0:00"), ("18:60", "minutes go from 00 to 59"), ("18:0", "expected a time of day"),
            ("018:00", "such as 18:00 or 6:30 pm"), ("13pm", "from 1 to 12"), ("0am", "from 1 to 12"),
            ("18:00:00", "expected"), ("-1:00", "expected"), ("٣:00", "expected"), ("+7:00", "expected"),
            ("pm", "expected"), ("noon", "expected"), ("18h30", "expected"), ("6 p.m.", "expected"),
        ]
    )
    func noTime(text: String, why: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try TimeOfDay(parsing: text) }
        #expect(problem?.description.contains(why) ?? false, "\(problem?.description ?? "")")
    }

    @Test(
        "what is not a window is refused, and it is said which part is wrong",
        arguments: [
            ("18:00", "expected two times of day"), ("18:00-19:00-20:00", "expected two"), ("6-7pm", "“6”: 6 may be"),
            ("18:00-24:30", "“24:30”: hours go"), ("-18:00", "“”: expected a time"), ("", "expected two"),
            ("18:00-6pm", "two different"),
        ]
    )
    func noWindow(text: String, why: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try DailyWindow(parsing: text) }
        #expect(problem?.description.contains(why) ?? false, "\(problem?.description ?? "")")
    }

    @Test(
        "days are read",
        arguments: [
            ("mon-fri", "Mon..Fri"), ("daily", "Mon..Sun"), ("Mon,WED,friday", "Mon,Wed,Fri"),
            ("fri-mon", "Mon,Fri..Sun"),
            ("sat", "Sat"), ("mon,tue,thu-sun", "Mon..Tue,Thu..Sun"), ("sun-sat", "Mon..Sun"),
        ]
    )
    func days(text: String, days: String) {
        #expect(Weekdays(argument: text)?.text(between: "..") == days)
    }

    @Test("what are no days is refused", arguments: ["", "mo", "mon-", "mon-wed-fri", "mon,,tue", "1-5", "mon fri"])
    func noDays(text: String) {
        #expect(Weekdays(argument: text) == nil)
    }

    @Test(
        "a window ends before the minute that it names last, as protected hours do, and may hold midnight",
        arguments: [
            ("18:00-18:30", "17:59", false), ("18:00-18:30", "18:00", true), ("18:00-18:30", "18:29", true),
            ("18:00-18:30", "18:30", false), ("18:00-18:30", "09:00", false), ("23:50-00:20", "23:50", true),
            ("23:50-00:20", "00:19", true), ("6pm - 6:30 pm", "18:29", true), ("6pm–6:30pm", "18:30", false),
            ("23:50-00:20", "00:20", false), ("23:50-24:00", "23:59", true), ("23:50-0:00", "00:00", false),
            ("0:00-24:00", "12:00", true), ("23:50-00:20", "12:00", false),
        ]
    )
    func window(window: String, time: String, isIn: Bool) throws {
        let window = try DailyWindow(parsing: window)
        #expect(window.contains(try TimeOfDay(parsing: time)) == isIn)
    }

    @Test("close refuses to begin outside of its window: 4")
    func outside() async throws {
        var context = CommandContext.recording(RecordingTerminal())
        context.localTime = { _ in TimeOfDay(minutes: 9 * 60) }
        let error = try #require(throws: CommandError.self) {
            try WindowOption.parse(["--between", "18:00-18:30"]).check(context)
        }
        #expect(error.code == .outsideWindow)
        #expect(error.exitStatus == .refused)
        #expect(error.detail.contains("it is 09:00"))
        #expect(error.remedy.contains("--between"))
        try WindowOption.parse(["--between", "8:30-9:01"]).check(context)
        try WindowOption.parse([]).check(context)
    }

    @Test(
        "what could not be kept to is refused: 64",
        arguments: [
            ["--at", "25:00"], ["--at", "18:00", "--days", "never"], ["--at", "18:00", "--grace", "0s"],
            ["--days", "mon"],
            ["--at", "18:00", "--grace", "13h"], ["--at", "18:00", "--name", "../x"], ["--at", "18:00", "--name", ""],
            ["--at", "18:00", "--session", "-"], ["--at", "18:00", "--program", "framectl"],
            ["--at", "18:00", "--log", ""],
            ["--at", "18:00", "--as", "at"], ["--at", "18:00", "--before", "./block"],
            ["--at", "18:00", "--pool", "a\nb"], ["--at", "18:00", "--pool", "a\u{85}b"],
            ["--at", "18:00", "--pool", "a\u{FFFE}b"], ["--at", "18:00", "--as", "systemd", "--log", "/tmp/log\\"],
            ["--at", "18:00", "--as", "systemd", "--log", "/tmp/log "], ["--at", "18:00", "--as", "launchd"],
            ["--at", "18:00", "--max-percent", "101"], ["--at", "18:00", "--reason", "a\u{7}b"],
        ]
    )
    func refused(arguments: [String]) async {
        let run = await ScheduleFixture.run(arguments)
        #expect(run.status == .usage, "\(run.talk)")
        #expect(run.output.isEmpty)
    }

    @Test("a hook that only the shell's PATH knows is refused, and its whole path is named: 64")
    func hookOfTheShell() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let tool = try folder.write("#!/bin/sh\n", to: "bin/block-logins", mode: 0o755)
        for option in ["--before", "--after"] {
            let refused = await ScheduleFixture.run(
                ["--at", "18:00", "--as", "cron", option, "block-logins now"],
                changing: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"]
            )
            #expect(refused.status == .usage)
            #expect(refused.talk.contains("Name it with its whole path: \(tool)"))
        }
        for hook in ["sh -c true", "\(tool) now"] {
            let run = await ScheduleFixture.run(["--at", "18:00", "--as", "cron", "--before", hook])
            #expect(run.status == .success, "\(run.talk)")
        }
    }

    @Test(
        "the form is what the machine has",
        arguments: [
            (["systemctl", "crontab"], true, ScheduleForm.systemd),
            (["systemctl", "crontab"], false, .cron), (["crontab"], true, .cron), ([], false, .systemd),
        ]
    )
    func form(tools: [String], isBooted: Bool, form: ScheduleForm) throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        for tool in tools { try folder.write("#!/bin/sh\n", to: "bin/\(tool)", mode: 0o755) }
        let booted = isBooted ? folder.path : "/nowhere"
        #expect(ScheduleForm.ofMachine(["PATH": "relative:\(folder.path)/bin"], booted: booted) == form)
    }
}
