import Foundation
import FrameSimulator
import Glibc
import Testing

/// What a person does with the keyboard while a run is drawn.
@Suite("A terminal while a run is drawn on it")
struct JobControlTests {
    private static let controlZ = "\u{1A}"
    private static let controlBackslash = "\u{1C}"

    /// Starts a shell that runs a close until it is interrupted, and something after it.
    private static func terminal(
        _ script: (String) -> String,
        for service: SimulatedService
    ) throws -> PseudoTerminal {
        // A build for development asks at a terminal what to do after a crash.
        let settings = ["LANG": "C.UTF-8", "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no"]
        let environment = service.environment.merging(settings) { $1 }
        let close = "'\(Framectl.path)' close --yes --deadline 1h"
        return try PseudoTerminal(
            ["-c", script(close)],
            of: "/bin/sh",
            environment: environment,
            columns: 100,
            rows: 40
        )
    }

    private static let endless = "\"closing_seconds\": 3600"

    @Test("does not show what is typed, keeps it for who reads next, and shows it again at the end")
    func typing() async throws {
        try await SimulatedService.serve(try .evening(Self.endless)) { service in
            let terminal = try Self.terminal(
                { "trap : INT; \($0); read line; echo \"kept $line\"; stty -a" },
                for: service
            )
            try await terminal.wait(for: "Waiting for 14 sessions")
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type("debris\n")
            terminal.type(PseudoTerminal.controlC)
            try await terminal.wait(for: "Interrupted: ")
            terminal.type("debris\n")
            #expect(try await terminal.end() == 0)
            let shown = terminal.everything
            #expect(shown.contains("kept debris\n"), "\(shown)")
            #expect(shown.contains(" echo ") && !shown.contains(" -echo "), "\(shown)")
            #expect(!shown.contains("░") && !shown.contains("▒"))
        }
    }

    @Test(
        "shows what is typed again after every end",
        arguments: [PseudoTerminal.controlC + PseudoTerminal.controlC, controlBackslash]
    )
    func ends(keys: String) async throws {
        try await SimulatedService.serve(try .evening(Self.endless + ", \"latency_ms\": 3000")) { service in
            let terminal = try Self.terminal({ "trap : INT QUIT; \($0); stty -a; echo the end" }, for: service)
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            try await eventually("a DELETE is in flight") { !service.deletes.isEmpty }
            for key in keys {
                terminal.type(String(key))
                if key == "\u{3}" { try await terminal.wait(for: "Stopping: waiting for requests in flight.") }
            }
            try await terminal.wait(for: "the end")
            _ = try await terminal.end()
            let shown = terminal.everything
            #expect(shown.contains(" echo ") && !shown.contains(" -echo "), "\(shown)")
        }
    }

    @Test(
        "shows what is typed again when the process is ended while a secret is asked for",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV]
    )
    func secretQuestion(signal: Int32) async throws {
        // The signal goes to the tool alone, by the number that its shell tells.
        let script = """
            trap : INT QUIT
            sh -c 'echo "number $$ is"; exec "$0" "$@"' '\(Framectl.path)' init --client-id c
            stty -a; echo the end
            """
        let environment = ["SWIFT_BACKTRACE": "enable=no", "FRAME_API_URL": "http://127.0.0.1:9/v1"]
        let terminal = try PseudoTerminal(
            ["-c", script],
            of: "/bin/sh",
            environment: environment,
            columns: 100,
            rows: 40
        )
        try await terminal.wait(for: "it is not shown")
        try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
        let number = try #require(terminal.everything.firstMatch(of: /number (\d+) is/)?.1)
        kill(try #require(pid_t(number)), signal)
        try await terminal.wait(for: "the end")
        _ = try await terminal.end()
        let shown = terminal.everything
        #expect(shown.contains(" echo ") && !shown.contains(" -echo "), "\(shown)")
    }

    @Test(
        "hides a secret that is typed after ^Z and fg, and shows what is typed to the shell between",
        arguments: [Shell.bash, .zsh]
    )
    func secretAfterSuspension(shell: Shell) async throws {
        guard shell.isThere else { try Test.cancel("\(shell) is not on this machine") }
        let environment = ["PS1": "shell> ", "LANG": "C.UTF-8", "FRAME_API_URL": "http://127.0.0.1:9/v1"]
        let options = shell == .zsh ? ["-f", "-i"] : ["--norc", "-i"]
        let terminal = try PseudoTerminal(options, of: shell.rawValue, environment: environment, columns: 100, rows: 40)
        try await terminal.wait(for: "shell> ")
        terminal.type("'\(Framectl.path)' init zz --client-id c --retry-for 0s\n")
        try await terminal.wait(for: "it is not shown")
        for round in 1...2 {
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            terminal.type(Self.controlZ)
            try await eventually("a shell that asks: \(terminal.picture)") { terminal.picture.hasSuffix("\nshell>\n") }
            terminal.type("echo bet''ween\(round)\n")
            try await terminal.wait(for: "between\(round)")
            terminal.type("fg\n")
            try await eventually("it goes on: \(terminal.picture)") { !terminal.picture.hasSuffix("\nshell>\n") }
        }
        try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
        terminal.type("canary\n")
        try await terminal.wait(for: "To try again with the same answers")
        #expect(!terminal.everything.contains("canary"), "\(terminal.everything)")
        terminal.hangUp()
        _ = try await terminal.end()
    }

    @Test("is cleared for the shell by ^Z, and drawn on anew by fg, below what was written meanwhile")
    func suspended() async throws {
        try await SimulatedService.serve(try .evening(Self.endless)) { service in
            let environment = service.environment.merging(["LANG": "C.UTF-8", "NO_COLOR": "1", "PS1": "shell> "]) { $1 }
            let terminal = try PseudoTerminal(["-i"], of: "/bin/sh", environment: environment, columns: 100, rows: 40)
            try await terminal.wait(for: "shell> ")
            terminal.type("'\(Framectl.path)' close --yes --deadline 1h\n")
            try await terminal.wait(for: "Waiting for 14 sessions")
            terminal.type(Self.controlZ)
            try await eventually("a shell that asks: \(terminal.picture)") { terminal.picture.hasSuffix("\nshell>\n") }
            #expect(!terminal.everything.contains("░") && !terminal.everything.contains("Waiting for 14"))
            terminal.type("stty -a; echo bet''ween\n")
            try await eventually("what was echoed: \(terminal.picture)") { terminal.picture.contains("\nbetween\n") }
            #expect(terminal.everything.contains(" echo ") && !terminal.everything.contains(" -echo "))
            terminal.type("fg\n")
            try await eventually("a picture: \(terminal.picture)") {
                terminal.picture.contains("Waiting for 14 sessions")
            }
            try await eventually("a terminal that does not show what is typed") { !terminal.isEchoing }
            let lines = terminal.everything.split(separator: "\n").map(String.init)
            let (between, waiting) = (
                lines.firstIndex(of: "between"), lines.firstIndex { $0.hasPrefix("Waiting for 14") }
            )
            #expect(try #require(between) < (try #require(waiting)))
            #expect(lines.count { $0.hasPrefix("All ") } == 1, "\(terminal.everything)")
            terminal.type(PseudoTerminal.controlC)
            try await terminal.wait(for: "Interrupted: ")
            try await eventually("a shell that asks: \(terminal.picture)") { terminal.picture.hasSuffix("\nshell>\n") }
            terminal.type("exit\n")
            _ = try await terminal.end()
            #expect(!terminal.everything.contains("░") && terminal.everything.contains("\nbetween\n"))
            #expect(terminal.surprises.isEmpty)
        }
    }

    @Test("is left to the shell by a run that goes on behind it")
    func background() async throws {
        try await SimulatedService.serve(try .evening(Self.endless + ", \"latency_ms\": 300")) { service in
            let environment = service.environment.merging(["LANG": "C.UTF-8", "NO_COLOR": "1", "PS1": "shell> "]) { $1 }
            let terminal = try PseudoTerminal(["-i"], of: "/bin/sh", environment: environment, columns: 100, rows: 40)
            try await terminal.wait(for: "shell> ")
            terminal.type("'\(Framectl.path)' close --yes --deadline 1h &\n")
            try await eventually("every DELETE is sent") { service.deletes.count == 14 }
            #expect(terminal.isEchoing)
            #expect(!terminal.screen.contains("░"), "\(terminal.screen)")
            terminal.type("fg\n")
            try await eventually("a picture: \(terminal.picture)") {
                terminal.picture.contains("Waiting for 14 sessions")
            }
            terminal.type(PseudoTerminal.controlC)
            try await terminal.wait(for: "Interrupted: ")
            terminal.type("exit\n")
            _ = try await terminal.end()
        }
    }
}
