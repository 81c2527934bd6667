import Foundation
import FrameSimulator
import TerminalTesting
import Testing

@Suite("At a terminal of any size")
struct TerminalWidthTests {
    private static let plain = ["NO_COLOR": "1", "LANG": "C.UTF-8"]

    /// An account with a row of rooms, and as many pools of other kinds, whose ids are as long as they are.
    private static func rooms(_ count: Int) throws -> Scenario {
        var scenario = try Scenario.evening()
        scenario.accounts[0].sessions = []
        scenario.accounts[0].pools = (1...count).flatMap { number in
            let room = scenario.accounts[0].pools[0]
            return [("production", 1), ("utility", 0)].map { kind, sessions in
                var pool = room
                pool.name = "\(kind == "utility" ? "Utility" : "Lecture room") \(number)"
                pool.kind = .text(kind)
                pool.externalID = .text("gateway-prod.a0000000-0000-4000-8000-\(100_000_000_000 + number)-\(kind)")
                pool.sessions = .count(sessions)
                return pool
            }
        }
        return scenario
    }

    @Test("the account, the totals and the question are on a screen of 24 rows, however many pools there are")
    func question() async throws {
        try await SimulatedService.serve(try Self.rooms(40)) { service in
            let terminal = try PseudoTerminal(["close"], environment: service.environment.merging(Self.plain) { $1 })
            try await terminal.wait(for: "type: close 40 sessions in Contoso Evening")
            try await eventually("the question in: \(terminal.picture)") { terminal.picture.hasSuffix("\n>\n") }
            let lines = terminal.picture.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.contains("Contoso Evening  \(Scenario.evening)"))
            #expect(lines.contains { $0.hasPrefix("Lecture room 1 ") })
            #expect(lines.contains { $0.hasSuffix("framectl plan shows all") })
            #expect(lines.contains("and 40 pools of other kinds without sessions"))
            #expect(
                lines.suffix(5).first == "40 sessions in 40 pools will be closed. Unsaved work in them will be lost."
            )
            #expect(lines.allSatisfy { $0.count <= 80 })
            terminal.type("no\n")
            #expect(try await terminal.end() == 4)
        }
    }

    @Test(
        "the head of the plan and the question are on a narrow screen together, whatever the account is called",
        arguments: [
            "Contoso Evening", String(repeating: "Contoso Evening of Fabrikam ", count: 10),
            String(repeating: "教", count: 50),
            String(repeating: "教室", count: 135), "Evil \u{202E}\u{1B}[31mgninevE",
        ]
    )
    func narrow(name: String) async throws {
        var scenario = try Self.rooms(40)
        scenario.accounts[0].name = name
        // As many reasons to skip sessions as there can be.
        for (number, kind) in ["sandbox", "utility", "shared", "odd kind"].enumerated() {
            scenario.accounts[0].pools[2 * number + 1].kind = .text(kind)
            scenario.accounts[0].pools[2 * number + 1].sessions = .count(1)
        }
        try await SimulatedService.serve(scenario) { service in
            for columns in [40, 80] {
                let environment = service.environment.merging(Self.plain) { $1 }
                let terminal = try PseudoTerminal(["close"], environment: environment, columns: columns)
                try await eventually("the question in: \(terminal.picture)") { terminal.picture.hasSuffix("\n>\n") }
                let lines = terminal.picture.split(separator: "\n").map(String.init)
                let head = try #require(lines.firstIndex { $0.hasPrefix("http://127.0.0.1:") }, "\(terminal.picture)")
                let title = lines[max(0, head - 2)..<head].joined()
                #expect(title.contains(String(name.prefix(5))), "\(terminal.picture)")
                #expect(lines.contains { $0.hasPrefix("POOL") } && lines.contains { $0.hasPrefix("Lecture room ") })
                let start = try #require(lines.firstIndex { $0.hasPrefix("To confirm, type: ") }, "\(terminal.picture)")
                // A word that is longer than the screen is broken by the screen, and by nobody else.
                let joined = name.contains(" ") ? " " : ""
                let asked = lines[start...].dropLast().joined(separator: joined)
                let phrase = name.count > 60 || name.contains("\u{1B}") ? Scenario.evening : name
                #expect(
                    asked.filter { $0 != " " }.hasSuffix("sessionsin\(phrase)".filter { $0 != " " }),
                    "\(terminal.picture)"
                )
                terminal.type("close 40 sessions in \(phrase)\n")
                terminal.type(PseudoTerminal.controlC)
                #expect(try await terminal.end() != 4, "\(terminal.everything)")
            }
        }
    }

    @Test(
        "no line is longer than it is wide, and none is broken within a word",
        arguments: [
            ["plan"], ["pools", "list"], ["sessions", "list"], ["accounts", "list"], ["doctor"], ["close", "--yes"],
            ["plan", "--pool", "no such lecture room"], ["runs", "list", "--no-such"], ["runs", "show"],
        ],
        [40, 80]
    )
    func width(arguments: [String], columns: Int) async throws {
        try await SimulatedService.serve(try Self.rooms(5)) { service in
            let environment = service.environment.merging(Self.plain) { $1 }
            let terminal = try PseudoTerminal(arguments, environment: environment, columns: columns, rows: 60)
            _ = try await terminal.end()
            // What is drawn in place has tests of its own.
            for line in terminal.screen.split(separator: "\r\n") where !line.contains("\u{1B}") {
                // What is one word cannot be broken.
                #expect(line.count <= columns || !line.drop { $0 == " " }.contains(" "), "\(line)")
            }
            let piped = try await ChildProcess.run(
                Framectl.path,
                arguments,
                environment: service.environment,
                input: nil,
                limit: .patience
            )
            #expect(
                !piped.output.contains("…") && !piped.talk.contains("of other kinds without"),
                "\(piped.everything)"
            )
        }
    }
}
