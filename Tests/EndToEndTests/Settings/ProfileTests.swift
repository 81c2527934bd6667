import Foundation
import FrameSimulator
import Testing

@Suite("framectl profile, and which files are read")
struct ProfileTests {
    @Test("list, show, use and remove")
    func wholeLife() async throws {
        try await ProfileHome.with(try .evening()) { home in
            let none = try await home.framectl("profile", "list")
            #expect(none.status == 0)
            #expect(none.talk.contains("framectl init"))
            try await home.profile("one")
            try await home.profile("two", adding: "protect:\n  pools: [Stairs]\n  max_sessions: 5\n")
            let list = try await home.framectl("profile", "list", "--output", "json")
            let rows = try #require(try list.json()["profiles"] as? [[String: Any]])
            #expect(rows.map { $0["name"] as? String } == ["one", "two"])
            #expect(rows.map { $0["default"] as? Bool } == [true, false])
            #expect(rows[1]["protects"] as? [String] == ["pools Stairs", "at most 5 sessions"])
            #expect(rows[1]["secret"] as? String == "client_secret_file")
            let show = try await home.framectl("profile", "show", "two")
            #expect(show.output.contains("protect.max_sessions"))
            #expect(try await home.framectl("profile", "use", "two").status == 0)
            #expect(try await home.framectl("profile", "show").talk.contains("Profile two"))
            #expect(try await home.framectl("plan").output.contains("protected by profile two"))
            #expect(try await !home.framectl("plan", "--profile", "one").output.contains("protected"))

            let unasked = try await home.framectl("profile", "remove", "two")
            #expect(unasked.status == 4)
            #expect(unasked.talk.contains("--yes"))
            #expect(home.isThere("\(home.profiles)/two.secret"))
            let removed = try await home.framectl("profile", "remove", "two", "--yes")
            #expect(removed.status == 0)
            #expect(!home.isThere("\(home.profiles)/two.yaml") && !home.isThere("\(home.profiles)/two.secret"))
            #expect(try await home.framectl("plan").status == 78)
            #expect(home.isThere("\(home.profiles)/one.yaml"))
            for command in ["show", "use", "remove"] {
                let unknown = try await home.framectl("profile", command, "two")
                #expect(unknown.status == 78)
                #expect(unknown.talk.contains("The profiles are: one"))
            }
        }
    }

    @Test("a profile that is not understood is listed with what is wrong, and the others are used as before")
    func broken() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("good")
            try home.write("acount: x\n", to: ".config/framectl/profiles/bad.yaml")
            #expect(try await home.framectl("plan").status == 0)
            let list = try await home.framectl("profile", "list", "--output", "csv")
            #expect(list.status == 0)
            #expect(list.output.contains("bad.yaml:1: “acount” is not known"))
            let used = try await home.framectl("plan", "--profile", "bad", "--output", "json")
            #expect(used.status == 78)
            #expect(try used.json()["code"] as? String == "invalid-setting")
            #expect(try await home.framectl("profile", "use", "bad").status == 78)
            #expect(try await home.framectl("profile", "remove", "bad", "--yes").status == 0)
        }
    }

    @Test(
        "no command touches files that it does not use",
        arguments: [
            ["--version"], ["--help"], ["close", "--help"], ["help"], ["help", "close"], ["help", "safety"],
            ["--generate-completion-script", "bash"], ["demo"], ["runs", "list"],
        ]
    )
    func untouched(arguments: [String]) async throws {
        try await ProfileHome.with(try .evening()) { home in
            try home.write("default_profile: [\n", to: ".config/framectl/config.yaml")
            try home.write("nonsense: [\n", to: ".framectl.yaml")
            try home.replaceByFolder(".config/framectl/profiles/default.yaml")
            let line = "framectl \(arguments.joined(separator: " "))"
            let result = try await home.shell(line)
            #expect(result.status == 0, "\(result.talk)")
            // Whatever reads them fails, so that the above can.
            #expect(try await home.shell("framectl doctor").status == 78)
        }
    }

    @Test(
        "reads the profile that it names, and no other one",
        arguments: [
            "plan", "close --yes", "doctor", "pools list", "sessions list", "profile show used", "config explain",
            "schedule --at 18:00 --as cron",
        ]
    )
    func others(line: String) async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("used")
            // Opening a folder where a file should be fails for everybody, root included, so that whoever reads it fails.
            for file in ["profiles/other.yaml", "profiles/other.secret", "config.yaml"] {
                try home.replaceByFolder(".config/framectl/\(file)")
            }
            let choice = line.contains("used") ? "" : " --profile used"
            let result = try await home.shell("framectl \(line)\(choice)")
            #expect(result.status == 0, "\(result.everything)")
            #expect(try await home.shell("framectl plan").status == 78)
            #expect(try await home.shell("framectl plan --profile other").status == 78)
        }
    }

    @Test("simulate reads none either, and FRAME_PROFILE=none, which it prints, leads past the profiles")
    func simulate() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try home.write("default_profile: [\n", to: ".config/framectl/config.yaml")
            let server = try PseudoTerminal(["simulate"], environment: ["HOME": home.path])
            try await server.wait(for: "Ctrl-C ends")
            #expect(server.screen.contains("export FRAME_PROFILE=none"))
            server.type(PseudoTerminal.controlC)
            #expect(try await server.end() == 0)
            let settings = home.service.environment
            #expect(try await home.framectl("plan", environment: settings).status == 78)
            let past = settings.merging(["FRAME_PROFILE": "none"]) { $1 }
            #expect(try await home.framectl("plan", environment: past).status == 0)
        }
    }

    @Test("a project's file names the account, is pointed out, and cannot lead a credential elsewhere")
    func project() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training")
            try home.write("account: b0000000-0000-4000-8000-000000000000\n", to: "work/.framectl.yaml")
            let plan = try await home.shell("cd work && framectl plan")
            #expect(plan.status == 64)
            #expect(plan.talk.contains("Note: account comes from"))
            try home.write("api_url: https://evil.example/v1\n", to: "work/.framectl.yaml")
            let seen = home.service.controlPlane.history.count
            let evil = try await home.shell("cd work && framectl plan")
            #expect(evil.status == 78)
            #expect(evil.talk.contains("send a credential elsewhere"))
            #expect(home.service.controlPlane.history.count == seen)
        }
    }

    @Test("a secret's file that others can read is refused before anything is sent: 78, naming chmod")
    func exposedSecret() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("training")
            let secret = "\(home.profiles)/training.secret"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
            let seen = home.service.controlPlane.history.count
            let plan = try await home.framectl("plan")
            #expect(plan.status == 78)
            #expect(plan.talk.contains("chmod 600 \(secret)"))
            #expect(home.service.controlPlane.history.count == seen)
        }
    }

    @Test("an empty flag is no setting: 64")
    func emptyFlag() async throws {
        let result = try await Framectl.run("plan", "--account", "")
        #expect(result.status == 64)
        #expect(result.talk.contains("--account is empty"))
    }
}
