import ArgumentParser
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("A session id that somebody gave")
struct SessionWordTests {
    private static let id = "gateway-prod.KR5LDopQG8MzV136"

    private static let spoilt: [(word: String, why: String)] = [
        ("\"\(id)\"", "quotation mark (\")"), ("'\(id)'", "quotation mark (')"), ("“\(id)”", "quotation mark (“)"),
        ("«\(id)»", "quotation mark («)"), ("`\(id)`", "quotation mark (`)"), ("\(id)’", "quotation mark (’)"),
        // A mark behind a quotation mark makes one character of the two.
        ("\(id)\"\u{301}", "quotation mark"), ("\(id)\u{200B}", "invisible character U+200B"),
        ("\u{202E}\(id)", "invisible character U+202E"), ("\(id)\u{AD}", "invisible character U+00AD"),
        ("\(id)\u{FEFF}", "invisible character U+FEFF"), ("\(id)\u{FE0F}", "invisible character U+FE0F"),
        ("\(id)\u{3164}", "invisible character U+3164"), ("\(id)\u{7}", "control character U+0007"),
        ("\(id) x", "white space (U+0020)"), ("\(id)\u{A0}", "white space (U+00A0)"), ("\(id),open", "“,”"),
        ("\(id);", "“;”"), ("\(id)\n", "white space (U+000A)"), ("", "empty"), (" ", "empty"), ("\u{FEFF}", "empty"),
        ("a/b", "not a session id"), ("..", "not a session id"), ("a?b", "not a session id"),
    ]

    @Test(
        "is taken as it is, without a byte order mark before it",
        arguments: [id, "\u{FEFF}\(id)", "ID.é", "0", "-x"]
    )
    func taken(word: String) throws {
        #expect(try SessionWord.id(in: word).value == (word == "\u{FEFF}\(Self.id)" ? Self.id : word))
    }

    @Test("is refused when something was copied along, and it is said what", arguments: spoilt)
    func refused(word: String, why: String) {
        let problem = #expect(throws: ArgumentProblem.self) { try SessionWord.id(in: word) }
        #expect(problem?.description.contains(why) ?? false, "\(problem?.description ?? "")")
    }

    @Test(
        "is refused as an option's value: 64, naming the option, in every command that selects",
        arguments: ["--session", "--exclude-session"],
        [["close"], ["plan"], ["wait-empty"], ["schedule", "--at", "6pm"]]
    )
    func options(option: String, command: [String]) async {
        for (word, why) in Self.spoilt where !word.isEmpty {
            let terminal = RecordingTerminal()
            #expect(await CommandRunner.run(command + ["\(option)=\(word)"], in: .recording(terminal)) == .usage)
            #expect(terminal.talk.contains("is invalid for '\(option) <id>'"))
            #expect(terminal.talk.contains(why), "\(terminal.talk)")
            #expect(!terminal.talk.unicodeScalars.contains { ["\u{7}", "\u{202E}", "\u{200B}"].contains($0) })
        }
    }

    private static func selection(_ arguments: [String]) throws -> SelectionOptions {
        try #require(try Framectl.parseAsRoot(["plan"] + arguments) as? PlanCommand).selection
    }

    @Test("- is for --session alone")
    func dash() async throws {
        let terminal = RecordingTerminal()
        #expect(await CommandRunner.run(["close", "--exclude-session", "-"], in: .recording(terminal)) == .usage)
        #expect(terminal.talk.contains("only --session reads ids from standard input"))
        #expect(try Self.selection(["--session", "-"]).session == ["-"])
    }

    @Test("is kept for a schedule without the byte order mark")
    func mark() throws {
        let options = try Self.selection(["--session", "\u{FEFF}a", "--exclude-session", "\u{FEFF}b"])
        #expect(options.session == ["a"])
        #expect(options.excludeSession == ["b"])
    }

    @Test("is read from standard input, one a line")
    func lines() async throws {
        let terminal = RecordingTerminal(lines: ["\u{FEFF}a", "", "  b\t", "c\r", "a"])
        let criteria = try await Self.selection(["--session", "-", "--session", "d"]).criteria(from: terminal)
        #expect(criteria.sessions == ["a", "b", "c", "d"])
    }

    @Test(
        "is refused on standard input with the number of its line",
        arguments: [
            (["a", "b c"], "line 2 of standard input, “b c”", "more than one word"),
            (["id,pool_id,state"], "line 1 of standard input", "“,”"),
            (["", "a", "\"b\""], "line 3", "quotation mark"),
            (["a", "\u{FEFF}b"], "line 2", "U+FEFF"), (["a\u{200B}"], "line 1", "U+200B"),
        ]
    )
    func wrongLine(lines: [String], line: String, why: String) async throws {
        let terminal = RecordingTerminal(lines: lines)
        let error = try await #require(throws: CommandError.self) {
            try await Self.selection(["--session", "-"]).criteria(from: terminal)
        }
        #expect(error.exitStatus == .usage)
        #expect(error.detail.contains(line))
        #expect(error.detail.contains(why))
        #expect(error.remedy.contains("one session id a line"))
    }

    @Test("has to be there: nothing on standard input is not “all”", arguments: [[], ["", " "], ["\u{FEFF}"]])
    func nothing(lines: [String]) async throws {
        let error = try await #require(throws: CommandError.self) {
            try await SessionWord.ids(from: RecordingTerminal(lines: lines))
        }
        #expect(error.exitStatus == .usage)
    }
}
