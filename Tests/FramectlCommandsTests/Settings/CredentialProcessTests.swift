import Foundation
import FrameAPI
import FrameSettings
import Glibc
import Testing

@testable import FramectlCommands

@Suite("A credential process", .timeLimit(.minutes(10)))
struct CredentialProcessTests {
    private static let canary = "canary0123456789abcdef"

    private func read(
        _ script: String,
        limit: Duration = .seconds(60)
    ) async throws -> SecretSource.Kept {
        try await SettingsHome.answer { home in
            try home.command("give", script)
            return try await CredentialProcess(command: "give away --all", limit: limit).read(
                in: home.context().settings
            )
        }
    }

    private func expectFailure(
        _ script: String,
        limit: Duration = .seconds(60),
        says what: String,
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let error = try #require(
            await #expect(throws: SettingsError.self, sourceLocation: location) { try await read(script, limit: limit) }
        )
        #expect(error.code == .credentialProcess, sourceLocation: location)
        #expect(error.exitStatus == .configuration, sourceLocation: location)
        #expect(error.detail == "credential_process “give …” \(what)", sourceLocation: location)
        #expect(!"\(error)".contains(Self.canary), sourceLocation: location)
    }

    @Test("gives the secret away, and the client id if it knows it")
    func gives() async throws {
        let full = try await read(
            #"echo '{"version": 1, "client_id": "c", "client_secret": "\#(Self.canary)", "expiration": 3}'"#
        )
        #expect(full.secret.text == Self.canary)
        #expect(full.clientID == "c")
        let short = try await read(#"printf '{"client_secret": "\#(Self.canary)"}'"#)
        #expect(short.secret.text == Self.canary)
        #expect(short.clientID == nil)
        #expect(!"\(full) \(short)".contains(Self.canary))
    }

    @Test("is given its arguments as they are, its environment, and nothing to read")
    func surroundings() async throws {
        let kept = try await read(
            #"test "$1 $2" = "away --all" && test -n "$HOME" && test -z "$(cat)" && echo '{"client_secret": "ok"}'"#
        )
        #expect(kept.secret.text == "ok")
    }

    @Test("that fails is told, and nothing of what it printed")
    func fails() async throws {
        try await expectFailure("echo \(Self.canary); exit 3", says: "ended with status 3")
        try await expectFailure("kill -9 $$", says: "was ended by signal 9")
    }

    @Test("that hangs is ended, with its children")
    func hangs() async throws {
        for script in ["sleep 100", "echo \(Self.canary); exec sleep 100", "exec >&-; sleep 100", "sleep 100 & wait"] {
            try await expectFailure(script, limit: .milliseconds(300), says: "did not end within 0.3 s and was ended")
        }
    }

    @Test("that prints without end is ended")
    func endless() async throws {
        try await expectFailure("yes \(Self.canary)", says: "printed more than a credential and was ended")
    }

    @Test("that prints something else is refused, and what it printed is not shown")
    func rubbish() async throws {
        for printed in [
            Self.canary, "{", "[]", #"{"client_secret": ""}"#, #"{"client_secret": 5}"#,
            #"{"secret": "\#(Self.canary)"}"#,
            #"{"version": 2, "client_secret": "\#(Self.canary)"}"#, "<html>\(Self.canary)",
        ] {
            try await expectFailure(
                "cat <<'END'\n\(printed)\nEND",
                says: "did not print a credential that is understood"
            )
        }
        try await expectFailure("exit 0", says: "printed nothing")
        try await expectFailure("head -c 2000 /dev/urandom", says: "did not print a credential that is understood")
    }

    @Test("leaves a child behind that keeps its streams, and is not waited for")
    func leftBehind() async throws {
        let began = ContinuousClock.now
        let kept = try await read(#"sleep 60 & echo '{"client_secret": "ok"}'"#)
        #expect(kept.secret.text == "ok")
        #expect(ContinuousClock.now - began < .seconds(50))
    }

    @Test("that is ended takes along what of its group does not end when told to")
    func stubbornChild() async throws {
        try await SettingsHome.with { home in
            let number = home.home + "/number"
            try home.command("give", "(trap '' TERM; echo $$ >&2; exec sleep 300) & echo $! > \(number); wait")
            await #expect(throws: SettingsError.self) {
                try await CredentialProcess(command: "give", limit: .seconds(5)).read(
                    in: home.context().settings
                )
            }
            let child = try #require(pid_t(String(contentsOfFile: number, encoding: .utf8).trimmingWhitespace()))
            // A process that nobody has waited for yet still has its number.
            var state: Character?
            for _ in 0..<2_400 {
                let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
                state = text?.split(separator: " ").dropFirst(2).first?.first
                if state == nil || state == "Z" { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("process \(child) is still there")
            kill(child, SIGKILL)
        }
    }

    @Test("is given no secret, and what it says on standard error is shown")
    func noSecret() async throws {
        try await SettingsHome.with { home in
            try home.command(
                "give",
                #"echo "it has ${FRAME_CLIENT_SECRET-no} ${FRAME_CLIENT_SECRET_FILE-file}, $FRAME_CLIENT_ID" >&2; echo '{"client_secret": "ok"}'"#
            )
            let terminal = RecordingTerminal()
            let context = home.context(
                ["FRAME_CLIENT_SECRET": Self.canary, "FRAME_CLIENT_SECRET_FILE": "/f", "FRAME_CLIENT_ID": "c"],
                terminal: terminal
            )
            _ = try await CredentialProcess(command: "give").read(in: context.settings)
            #expect(terminal.talk == "give: it has no file, c\n")
        }
    }

    @Test(
        "never shows its secret, nor anything that a terminal would obey, in what it says on standard error",
        arguments: [
            // A trace of a shell says what it prints, before it prints it.
            ("set -x; echo '{\"client_secret\": \"\(canary)\"}'", true),
            ("echo 'key \(canary)' >&2; echo '{\"version\": 2, \"client_secret\": \"\(canary)\"}'", false),
            ("echo 'key \(canary)' >&2; echo '{\"client_secret\": \"\(canary)\"}'; exit 3", false),
            ("echo 'key \(canary)' >&2; echo \(canary)", false),
            ("printf '\\033[2J\\033]0;title\\007 \(canary)' >&2; echo '{\"client_secret\": \"\(canary)\"}'", true),
            // More than is kept, cut in the middle of the secret.
            (
                "head -c 65526 /dev/zero | tr '\\0' '\\n' >&2; printf '\(canary)' >&2; echo '{\"client_secret\": \"\(canary)\"}'",
                true
            ),
        ]
    )
    func silent(script: String, isUnderstood: Bool) async throws {
        try await SettingsHome.with { home in
            try home.command("give", script)
            let terminal = RecordingTerminal()
            let settings = home.context(terminal: terminal).settings
            let kept = try? await CredentialProcess(command: "give").read(in: settings)
            #expect(kept?.secret.text == (isUnderstood ? Self.canary : nil))
            #expect(terminal.talk.hasPrefix("give: "), "\(terminal.talk.prefix(200))")
            #expect(!terminal.talk.contains(Self.canary.prefix(4)), "\(terminal.talk.suffix(200))")
            #expect(terminal.talk.split(separator: "\n").allSatisfy { $0.hasPrefix("give: ") })
            let scalars = terminal.talk.unicodeScalars.filter { $0 != "\n" }
            #expect(scalars.allSatisfy { $0.properties.generalCategory != .control })
        }
    }

    @Test("may print a byte order mark first")
    func byteOrderMark() async throws {
        #expect(try await read(#"printf '\357\273\277{"client_secret": "ok"}'"#).secret.text == "ok")
    }

    @Test("that is not there, or may not be run, is told")
    func missing() async throws {
        try await SettingsHome.with { home in
            for (command, what) in [
                ("give", "“give” could not be started: no such command “give”"),
                ("\(home.home)/none", "could not be started: “\(home.home)/none”: No such file or directory"),
                ("\(home.work)", "could not be started: “\(home.work)” is a folder"),
            ] {
                let error = try #require(
                    await #expect(throws: SettingsError.self) {
                        try await CredentialProcess(command: command).read(in: home.context().settings)
                    }
                )
                #expect(error.code == .credentialProcess)
                #expect(error.detail.hasSuffix(what), "\(error.detail)")
            }
        }
    }

    @Test("has the last word on the client id neither: another one than is set is refused")
    func otherClient() async throws {
        try await SettingsHome.with { home in
            try home.command("give", #"echo '{"client_id": "theirs", "client_secret": "\#(Self.canary)"}'"#)
            try home.profile("p", "credential_process: give\n")
            let flags: [Setting: String] = [.profile: "p"]
            let settings = try await ConnectionSettings(flags: flags, in: home.context().settings, connections: 1)
            #expect(settings.credentials.clientID == "theirs")
            let error = try #require(
                await #expect(throws: SettingsError.self) {
                    let context = home.context(["FRAME_CLIENT_ID": "mine"])
                    return try await ConnectionSettings(flags: flags, in: context.settings, connections: 1)
                }
            )
            #expect(error.code == .credentialProcess)
            #expect(error.detail.contains("theirs") && error.detail.contains("mine"))
        }
    }
}

extension SettingsHome {
    /// What a test finds out in a home of its own.
    static func answer<Value>(_ work: (SettingsHome) async throws -> Value) async throws -> Value {
        var value: Value?
        try await with { value = try await work($0) }
        return try #require(value)
    }
}
