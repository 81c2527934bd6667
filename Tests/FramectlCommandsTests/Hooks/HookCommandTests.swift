import ArgumentParser
import FrameOperations
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("The command line of a hook")
struct HookCommandTests {
    @Test(
        "is taken apart as a shell would",
        arguments: [
            ("block.sh", ["block.sh"]),
            ("  block.sh\t--room  3\n", ["block.sh", "--room", "3"]),
            ("say 'two words' \"and more\"", ["say", "two words", "and more"]),
            ("say one\\ word", ["say", "one word"]),
            ("say '' \"\"", ["say", "", ""]),
            ("a'b'\"c\"d", ["abcd"]),
            (#"say 'a\b' "a\b" a\b"#, ["say", #"a\b"#, #"a\b"#, "ab"]),
            (#"say "\"\\\$\`\n""#, ["say", #""\$`\n"#]),
            ("say one\\\ntwo \"three\\\nfour\"", ["say", "onetwo", "threefour"]),
            (#"sh -c 'a && b | c > "$D"'"#, ["sh", "-c", #"a && b | c > "$D""#]),
            ("say \"it's\" 'a \"b\"'", ["say", "it's", "a \"b\""]),
            ("säge é 日本", ["säge", "é", "日本"]),
        ]
    )
    func words(text: String, words: [String]) throws {
        #expect(try HookCommand(parsing: text).words == words)
    }

    @Test("has nothing expanded", arguments: ["$HOME", "~", "*", "{a,b}", "$X", "#no-comment", "a=b", "!", "?"])
    func literal(word: String) throws {
        #expect(try HookCommand(parsing: "say \(word)").words == ["say", word])
    }

    @Test(
        "is refused when it is empty or not complete",
        arguments: ["", " \t\n", "''", "\"\" a", "say 'a", "say \"a", "say \"a\\", "say a\\", "say \"a\\\"", "a\0b"]
    )
    func incomplete(text: String) {
        #expect(throws: SettingsError.self) { try HookCommand(parsing: text) }
    }

    @Test("is refused when it needs a shell, with the way out", arguments: ["|", "&&", ";", ">", "<", "(", "`", "&"])
    func needsShell(sign: String) throws {
        let error = try #require(throws: SettingsError.self) { try HookCommand(parsing: "a \(sign) b") }
        #expect(error.code == .invalidInput)
        #expect(error.exitStatus == .usage)
        #expect(error.detail.contains("“\(sign.prefix(1))” outside quotes"))
        #expect(error.remedy.contains("sh -c"))
        #expect(try HookCommand(parsing: "sh -c 'a \(sign) b'").words == ["sh", "-c", "a \(sign) b"])
    }

    @Test(
        "is not shown whole where it is refused: it may hold a secret",
        arguments: ["give '{\"s\":\"canary\"}' | cat", "S=canary give >x", "give canary '", "'give' canary \\"]
    )
    func shortened(text: String) throws {
        let error = try #require(throws: SettingsError.self) { try HookCommand(parsing: text) }
        #expect(!error.detail.contains("canary"), "\(error.detail)")
        #expect(!CredentialProcess.shown(text).contains("canary"))
    }

    /// What the property is tried with: everything that has a meaning to a shell.
    private static let alphabet = Array("ab é日 \t\n'\"\\$`|&;<>()#~*?=!{}[]")

    @Test("gives back any words, however they were quoted", arguments: 1...200)
    func property(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let words = (0..<Int.random(in: 1...6, using: &generator)).map { position in
            let length = Int.random(in: position == 0 ? 1...8 : 0...8, using: &generator)
            return String((0..<length).compactMap { _ in Self.alphabet.randomElement(using: &generator) })
        }
        let quoted = words.map { Self.quote($0, as: Int.random(in: 0...2, using: &generator)) }
        let text = quoted.joined(separator: [" ", "\n", " \t "].randomElement(using: &generator) ?? " ")
        #expect(try HookCommand(parsing: text).words == words, "\(text)")
    }

    private static func quote(_ word: String, as style: Int) -> String {
        switch style {
        case 0:
            return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        case 1:
            return "\"" + word.map { "\"\\$`".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
        default:
            // A line end cannot be escaped, only quoted.
            return word.isEmpty ? "''" : word.map { $0 == "\n" ? "'\n'" : "\\\($0)" }.joined()
        }
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            let bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            return bits ^ (bits >> 31)
        }
    }
}

@Suite("The options of hooks")
struct HookOptionsTests {
    @Test("are optional, and five minutes are the limit")
    func defaults() throws {
        let options = try HookOptions.parse([])
        #expect(try options.command(for: .before) == nil)
        #expect(try options.command(for: .after) == nil)
        #expect(options.hookLimit.duration == .seconds(300))
    }

    @Test("name a command each")
    func commands() throws {
        let options = try HookOptions.parse([
            "--before", "block.sh 'Room 3'", "--after", "mail -s done", "--hook-limit", "90s",
        ])
        #expect(try options.command(for: .before)?.words == ["block.sh", "Room 3"])
        #expect(try options.command(for: .after)?.words == ["mail", "-s", "done"])
        #expect(options.hookLimit.duration == .seconds(90))
    }

    @Test(
        "are refused by name when they are no command",
        arguments: [
            (["--before", ""], "--before"), (["--after", "say 'x"], "--after"), (["--before", "a && b"], "--before"),
            (["--hook-limit", "0s"], "--hook-limit"), (["--hook-limit", "5"], "write 5s, 5m or 5h"),
        ]
    )
    func refused(arguments: [String], option: String) throws {
        let error = try #require(throws: (any Error).self) { try HookOptions.parse(arguments) }
        #expect(HookOptions.message(for: error).contains("\(option)"))
        #expect(HookOptions.exitCode(for: error) == .validationFailure)
    }
}
