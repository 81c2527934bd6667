import Foundation
import Testing

/// The documents that show the way through the sources name only what is there.
@Suite("The way through the sources")
struct DocumentedPathsTests {
    private static let documents = ["docs/architecture.md", "CONTRIBUTING.md"]

    private static let files: [String] = {
        let root = RepositoryFile.root.path
        let folders = ["Sources", "Tests", "docs", "Scripts", "Benchmarks"]
        return folders.flatMap { folder in
            let paths = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
            return [folder] + paths.map { "\(folder)/\($0)" }
        }
    }()

    /// What stands in backticks in a document, but for blocks of code.
    private static func names(in document: String) throws -> [String] {
        let text = try String(contentsOf: RepositoryFile.root.appending(path: document), encoding: .utf8)
        let prose = text.split(separator: "\n").filter { !$0.hasPrefix("    ") }.joined(separator: "\n")
        return prose.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    @Test("names paths that there are", arguments: documents)
    func paths(document: String) throws {
        let paths = try Self.names(in: document).filter { name in
            name.hasSuffix(".swift") || ["Sources/", "Tests/", "docs/", "Scripts/"].contains { name.hasPrefix($0) }
        }
        #expect(paths.count > 5)
        for path in paths where !path.contains("…") && !path.contains(" ") && !path.contains("/Noun") {
            let isThere = Self.files.contains { $0 == path || $0.hasSuffix("/" + path) }
            #expect(isThere || path == "Noun/NounVerb.swift", "\(path)")
        }
    }

    @Test("names types that there are", arguments: documents)
    func types(document: String) throws {
        let sources = try Self.files.filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: RepositoryFile.root.appending(path: $0), encoding: .utf8) }
            .joined(separator: "\n")
        let types = Set(try Self.names(in: document)).filter { name in
            name.first?.isUppercase == true && name.allSatisfy { $0.isLetter && $0.isASCII }
                && name.contains(where: \.isLowercase) && name.dropFirst().contains(where: \.isUppercase)
        }
        let targets = try String(contentsOf: RepositoryFile.root.appending(path: "Package.swift"), encoding: .utf8)
        for type in types.sorted() where !Self.declares(type, in: sources) {
            #expect(targets.contains("\"\(type)\"") || Self.foreign.contains(type), "\(document) names \(type)")
        }
    }

    /// Names of others.
    private static let foreign: Set = ["SQLite"]

    private static func declares(_ type: String, in sources: String) -> Bool {
        ["struct", "class", "enum", "protocol", "actor", "typealias"].contains { sources.contains("\($0) \(type)") }
    }
}
