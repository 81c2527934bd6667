import Foundation
import Testing

/// Phrases that the tool and its documents no longer use. Many of their words are ordinary English elsewhere, so the phrases are held.
@Suite("Retired phrases")
struct RetiredPhrasesTests {
    /// As regular expressions, without regard to case, on a text in which white space is one space.
    private static let phrases = [
        #"go(es)? on with"#, #"going on (with|in)"#, #"gone on with"#, #"(take|taken) up again"#, #"taken up by"#,
        #"looks? again"#,
        #"looking again"#, #"on record"#, #"record of runs"#, #"seen gone"#, #"left alone"#,
        #"leaves? (it|them) alone"#, #"spared by"#,
        #"who joins?"#, #"whoever joins"#, #"joined since"#, #"the ceiling of"#, #"was cut off"#, #"agrees? to"#,
        #"agreed to"#,
        #"bystanders?"#, #"control plane"#, #"gives? .{0,20} away"#, #"given away"#, #"fits no"#, #"asks for less"#,
        #"proves that"#,
        #"is whole"#, #"site's own command"#, #"commands? around the close"#, #"of no use"#, #"nobody sits"#,
        #"is at it"#,
    ]

    /// Where a phrase may stand all the same, with the reason.
    private static let allowed: [(file: String, phrase: String)] = [
        // What the words were.
        ("CHANGELOG.md", ".*")
    ]

    private static func texts() throws -> [(name: String, text: String)] {
        let root = RepositoryFile.root.path + "/"
        let documents = try FileManager.default.subpathsOfDirectory(atPath: root + "docs").filter {
            $0.hasSuffix(".md")
        }
        .map { "docs/" + $0 }
        // The reference has the help of every command and every topic.
        var texts = try (["README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"] + documents).map {
            (name: $0, text: try String(contentsOfFile: root + $0, encoding: .utf8))
        }
        for path in try FileManager.default.subpathsOfDirectory(atPath: root + "Sources") where path.hasSuffix(".swift")
        {
            let lines = try String(contentsOfFile: root + "Sources/" + path, encoding: .utf8).split(separator: "\n")
            let literals = lines.filter {
                !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") && $0.contains("\"")
            }
            texts.append((name: path, text: literals.joined(separator: "\n")))
        }
        return texts
    }

    @Test("stand in no document, no help and no message")
    func none() throws {
        let texts = try Self.texts()
        #expect(texts.count > 300)
        #expect(texts.contains { $0.name == "docs/reference.md" })
        let expressions = try Self.phrases.map { try Regex("(?i)\\b(?:\($0))\\b") }
        for (name, text) in texts where !Self.allowed.contains(where: { $0.file == name && $0.phrase == ".*" }) {
            let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for (phrase, expression) in zip(Self.phrases, expressions) {
                guard let found = flat.firstMatch(of: expression) else { continue }
                let context = flat[found.range.lowerBound...].prefix(60)
                #expect(Self.allowed.contains { $0 == (name, phrase) }, "\(name): \(context)")
            }
        }
    }

    @Test("are found where they stand")
    func found() throws {
        let expressions = try Self.phrases.map { try Regex("(?i)\\b(?:\($0))\\b") }
        for text in ["Going on with run r1", "58 seen gone so far", "the ceiling of 13", "a control plane"] {
            #expect(expressions.contains { text.firstMatch(of: $0) != nil }, "\(text)")
        }
    }
}
