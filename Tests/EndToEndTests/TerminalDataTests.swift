import Foundation
import FrameSimulator
import Testing

/// What a service calls things goes into a pipe as it is, and does nothing to a terminal.
@Suite("What a service sends")
struct TerminalDataTests {
    /// It would clear the screen, write into the clipboard, set the title, turn what follows round, and cover the lines around it.
    private static let name =
        "Evil\u{1B}[2J\u{1B}]52;c;ZXZpbA==\u{7}\u{1B}]0;title\u{1B}\\\u{9B}31m\u{9D}0;x\u{9C}\u{202E}\u{2066}\u{200B}\u{FEFF}\u{AD}\r,\"'=x"
    private static let marks = "Z" + String(repeating: "\u{301}\u{338}\u{20DD}", count: 700) + "end"

    private static func scenario() throws -> Scenario {
        var scenario = try Scenario.evening()
        scenario.accounts[0].name = name
        scenario.accounts[0].pools[0].name = name
        scenario.accounts[0].pools[1].name = marks
        scenario.accounts[0].pools[2].kind = .text(name)
        return scenario
    }

    /// What does more to a terminal than to show a character or to begin a line, sequences of colour aside.
    private static func flaw(in screen: String) -> String? {
        let plain = screen.replacing(/\u{1B}\[[0-9;]*m/, with: "")
            .replacing(/\r+\n/.matchingSemantics(.unicodeScalar), with: "\n")
        let odd = plain.unicodeScalars.first { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n" && scalar != "\t"
            default: false
            }
        }
        if let odd { return "U+\(String(odd.value, radix: 16, uppercase: true))" }
        let covered = plain.firstMatch(of: /[\u{301}\u{338}\u{20DD}]{5}/.matchingSemantics(.unicodeScalar))
        return covered.map { _ in "more marks than a letter has" }
    }

    private static let commands: [[String]] =
        [["accounts", "list"], ["pools", "list"], ["sessions", "list"], ["plan"], ["doctor"]].flatMap { command in
            ["text", "json", "jsonl", "csv"].map { command + ["--output", $0] }
        } + [
            ["api", "GET", "/accounts/"], ["api", "GET", "/accounts/\(Scenario.evening)/pools"],
            ["plan", "--pool", "nope"],
        ]

    @Test("is harmless at a terminal, in every form", arguments: commands)
    func terminal(command: [String]) async throws {
        try await SimulatedService.serve(try Self.scenario()) { service in
            let terminal = try PseudoTerminal(command, environment: service.environment, columns: 200)
            _ = try await terminal.end()
            #expect(!terminal.screen.isEmpty)
            #expect(Self.flaw(in: terminal.screen) == nil, "\(terminal.screen.debugDescription)")
            #expect(terminal.surprises.isEmpty)
        }
    }

    @Test("goes into a pipe byte by byte")
    func pipe() async throws {
        try await SimulatedService.serve(try Self.scenario()) { service in
            let raw = try await service.framectl("api", "GET", "/accounts/\(Scenario.evening)/pools")
            let rows = try #require(try JSONSerialization.jsonObject(with: Data(raw.output.utf8)) as? [[String: Any]])
            #expect((rows[0]["name"] as? String).map { Array($0.utf8) } == Array(Self.name.utf8))
            let list = try await service.framectl("pools", "list", "--output", "csv")
            let quoted = "\"" + Self.name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
            #expect(Data(list.output.utf8).range(of: Data(quoted.utf8)) != nil)
            #expect(Data(list.output.utf8).range(of: Data(Self.marks.utf8)) != nil)
            let lines = try await service.framectl("pools", "list", "--output", "jsonl")
            let first = try #require(lines.output.utf8.split(separator: UInt8(ascii: "\n")).first)
            let row = try #require(try JSONSerialization.jsonObject(with: Data(first)) as? [String: Any])
            #expect((row["name"] as? String).map { Array($0.utf8) } == Array(Self.name.utf8))
        }
    }

    @Test("that is no text goes into a pipe as it is: api gives back what came")
    func bytes() async throws {
        let body: [UInt8] = [0xFF, 0x00, 0xC3, 0x28, 0x1B, 0x5B, 0x32, 0x4A, 0x80]
        let server = try CannedServer(bytes: { _ in
            Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8) + body
        })
        defer { server.stop() }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.url.appending(path: "body").path
        let environment = [
            "FRAME_API_URL": server.url, "FRAME_CLIENT_ID": "c",
            "FRAME_CLIENT_SECRET": String(repeating: "e1", count: 20),
            "HOME": folder.url.path,
        ]
        let result = try await ChildProcess.run(
            "/bin/sh",
            ["-c", "'\(Framectl.path)' api GET /x > '\(file)'"],
            environment: environment,
            input: nil,
            limit: .patience
        )
        #expect(result.status == 0, "\(result.talk)")
        #expect(try Array(Data(contentsOf: URL(filePath: file))) == body)
        let terminal = try PseudoTerminal(["api", "GET", "/x"], environment: environment)
        #expect(try await terminal.end() == 0)
        #expect(terminal.screen.contains("\u{FFFD}[2J"))
        #expect(Self.flaw(in: terminal.screen) == nil)
    }

    @Test(
        "computes nothing in a spreadsheet, where that is asked for, and is the very data otherwise",
        arguments: [["pools", "list"], ["plan"], ["sessions", "list"], ["accounts", "list"]]
    )
    func spreadsheet(command: [String]) async throws {
        var scenario = try Scenario.evening()
        scenario.accounts[0].name = "=HYPERLINK(\"http://evil\")"
        scenario.accounts[0].pools[0].name = " =1+1"
        scenario.accounts[0].pools[0].externalID = .text("@pool")
        scenario.accounts[0].pools[0].sessions = .listed([ScenarioSession(id: .text("-session"))])
        try await SimulatedService.serve(scenario) { service in
            let exact = try await service.framectl(command + ["--output", "csv"])
            let safe = try await service.framectl(command + ["--output", "csv", "--spreadsheet-safe"])
            #expect(exact.status == 0 && safe.status == 0, "\(safe.talk)")
            #expect(exact.output != safe.output)
            for row in safe.output.split(separator: "\r\n") {
                for cell in row.split(separator: ",") {
                    let first = cell.drop { $0 == "\"" || $0 == " " }.first
                    #expect(first.map { !"=+-@".contains($0) } ?? true, "\(row)")
                }
            }
            #expect(safe.output.replacing("'", with: "") == exact.output)
            let other = try await service.framectl(command + ["--output", "json", "--spreadsheet-safe"])
            #expect(other.status == 64)
            #expect(other.talk.contains("--spreadsheet-safe needs --output csv"))
        }
    }
}
