import Foundation
import Testing

@testable import FramectlCommands

/// Installs into a home of its own, with tools that note what they are told.
@Suite("Installing a schedule")
struct ScheduleInstallationTests {
    private final class Machine {
        let folder: ScheduleFolder

        init() throws {
            folder = try ScheduleFolder()
            try folder.write("secret", to: "secret")
            try self.tool("systemctl", "")
            try tool(
                "crontab",
                """
                case $1 in
                -l) [ -e "$HOME/tab" ] || { echo "no crontab for ada" >&2; exit 1; }; cat "$HOME/tab";;
                -) cat > "$HOME/new"; mv "$HOME/new" "$HOME/tab";;
                esac
                """
            )
        }

        deinit { folder.remove() }

        func tool(_ name: String, _ script: String) throws {
            let text = "#!/bin/sh\necho \"\(name) $*\" >> \"$HOME/calls\"\n\(script)\n"
            try folder.write(text, to: "bin/\(name)", mode: 0o700)
        }

        var calls: [String] { folder.read("calls")?.split(separator: "\n").map(String.init) ?? [] }

        func install(_ form: String, _ options: String...) async -> ScheduleFixture {
            await ScheduleFixture.run(
                ["--at", "18:00", "--as", form, "--install", "--client-secret-file", "\(folder.path)/secret"] + options,
                changing: ["HOME": folder.path, "PATH": "\(folder.path)/bin:/usr/bin:/bin"]
            )
        }
    }

    @Test("as units: writes them, enables the timer, tells each step and the way back")
    func units() async throws {
        let machine = try Machine()
        let run = await machine.install("systemd", "--name", "evening", "--log", "\(machine.folder.path)/logs/a.log")
        #expect(run.status == .success, "\(run.talk)")
        let place = "\(machine.folder.path)/.config/systemd/user/framectl-evening"
        for kind in ["service", "timer"] {
            let written = try #require(machine.folder.read(".config/systemd/user/framectl-evening.\(kind)"))
            #expect(run.output.contains("# \(place).\(kind)\n\(written)"))
            #expect(run.talk.contains("Wrote \(place).\(kind)\n"))
        }
        let calls = [
            "systemctl --user daemon-reload", "systemctl --user enable framectl-evening.timer",
            "systemctl --user restart framectl-evening.timer",
        ]
        #expect(machine.calls == calls)
        for call in calls { #expect(run.talk.contains("Ran \(call)\n")) }
        #expect(
            run.talk.contains("To remove it:  systemctl --user disable --now framectl-evening.timer && rm \(place)")
        )
        #expect(FileManager.default.fileExists(atPath: "\(machine.folder.path)/logs"))
        #expect(await machine.install("systemd", "--name", "evening").talk.contains("Replaced \(place).timer"))
    }

    @Test("as units: leaves a file alone that is not ours")
    func foreign() async throws {
        let machine = try Machine()
        try machine.folder.write("[Service]\n", to: ".config/systemd/user/framectl-close.service")
        let run = await machine.install("systemd")
        #expect(run.status == .unexpected)
        #expect(run.talk.contains("did not write it") && run.talk.contains("--name"))
        #expect(machine.folder.read(".config/systemd/user/framectl-close.service") == "[Service]\n")
        #expect(machine.calls.isEmpty)
    }

    @Test("as units: leaves a file alone that is no text, or only holds what a file of ours begins with")
    func unreadable() async throws {
        let machine = try Machine()
        let name = ".config/systemd/user/framectl-close.service"
        try machine.folder.write("", to: name)
        let place = URL(filePath: "\(machine.folder.path)/\(name)")
        for bytes in [[0xFF, 0xFE, 0x00] as [UInt8], Array("[Service]\n\(ScheduleFile.mark)\n".utf8)] {
            try Data(bytes).write(to: place)
            let run = await machine.install("systemd")
            #expect(run.status == .unexpected)
            #expect(run.talk.contains("did not write it"))
            #expect(try Array(Data(contentsOf: place)) == bytes)
        }
        #expect(machine.calls.isEmpty)
    }

    @Test("as units: says which step failed, and why")
    func failingStep() async throws {
        let machine = try Machine()
        try machine.tool("systemctl", "echo 'Failed to connect to bus' >&2; exit 1")
        let run = await machine.install("systemd")
        #expect(run.status == .unexpected)
        #expect(run.talk.contains("systemctl --user daemon-reload failed: Failed to connect to bus\n"))
        #expect(!run.talk.contains("To remove it"))
        let units = "\(machine.folder.path)/.config/systemd/user/framectl-close"
        #expect(run.talk.contains("To take it back: rm \(units).service \(units).timer"), "\(run.talk)")
        #expect(machine.calls.count == 1)
    }

    @Test("as a crontab's lines: beside those that are there, and the way back gives them back")
    func crontab() async throws {
        let machine = try Machine()
        #expect(await machine.install("cron", "--name", "first").status == .success)
        let mine = "# mine\n0 1 * * * true\n"
        try machine.folder.write(mine, to: "tab")
        let run = await machine.install("cron")
        #expect(run.status == .success, "\(run.talk)")
        #expect(machine.folder.read("tab") == mine + run.output)
        #expect(await machine.install("cron").status == .success)
        #expect(machine.folder.read("tab") == mine + run.output)
        #expect(FileManager.default.fileExists(atPath: "\(machine.folder.path)/.local/state/framectl"))

        let line = try #require(run.talk.split(separator: "\n").first { $0.hasPrefix("To remove it:") })
        let removal = line.drop { $0 != "c" }
        let home = machine.folder.path
        let script = "export HOME='\(home)' PATH='\(home)/bin:/usr/bin:/bin'; \(removal)"
        #expect(try await RealTool.run("sh", ["-c", script]).status == 0)
        #expect(machine.folder.read("tab") == mine)
    }

    @Test("as a crontab's lines: the jobs of others keep their bytes")
    func otherEncoding() async throws {
        let machine = try Machine()
        let mine = Array("0 9 * * * sync --to /srv/B".utf8) + [0xFC] + Array("cro\n".utf8)
        let place = URL(filePath: "\(machine.folder.path)/tab")
        try Data(mine).write(to: place)
        let run = await machine.install("cron")
        #expect(run.status == .success, "\(run.talk)")
        #expect(try Array(Data(contentsOf: place)) == mine + Array(run.output.utf8))
    }

    @Test("as a crontab's lines: writes nothing over a crontab that cannot be read")
    func unreadableCrontab() async throws {
        let machine = try Machine()
        try machine.tool("crontab", "[ \"$1\" = -l ] && { echo 'cannot open' >&2; exit 1; }; cat > \"$HOME/tab\"")
        let run = await machine.install("cron")
        #expect(run.status == .unexpected)
        #expect(run.talk.contains("crontab -l failed: cannot open"))
        #expect(machine.calls == ["crontab -l"])
    }

    @Test("gives its tools neither the secret nor the way to it")
    func noSecret() async throws {
        let machine = try Machine()
        try machine.tool("systemctl", "env > \"$HOME/env\"")
        let run = await ScheduleFixture.run(
            ["--at", "18:00", "--as", "systemd", "--install"],
            changing: [
                "HOME": machine.folder.path, "PATH": "\(machine.folder.path)/bin:/usr/bin:/bin",
                "FRAME_CLIENT_SECRET_FILE": "\(machine.folder.path)/secret",
            ]
        )
        #expect(run.status == .success, "\(run.talk)")
        #expect(try #require(machine.folder.read("env")).contains("FRAME_CLIENT_ID="))
        #expect(try #require(machine.folder.read("env")).contains("FRAME_CLIENT_SECRET") == false)
    }

    @Test("without the tool says so", arguments: ["systemd", "cron"])
    func noTool(form: String) async throws {
        let machine = try Machine()
        try FileManager.default.removeItem(atPath: "\(machine.folder.path)/bin")
        let run = await ScheduleFixture.run(
            ["--at", "18:00", "--as", form, "--install", "--client-secret-file", "\(machine.folder.path)/secret"],
            changing: ["HOME": machine.folder.path, "PATH": "\(machine.folder.path)/bin"]
        )
        #expect(run.status == .unexpected)
        #expect(run.talk.contains("is not on this machine"))
        #expect(run.talk.contains("Leave --install out"))
    }
}
