import Foundation
import Testing

/// A document of the project, as its reader finds it.
struct Document: Sendable, CustomTestStringConvertible {
    /// The folder of the project.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Everything that is written for people.
    static let all: [Document] = {
        let folders = ["", "docs", "docs/guides", "Benchmarks"]
        let paths = folders.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return names.filter { $0.hasSuffix(".md") }.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        }
        return paths.sorted().compactMap { try? Document($0) }
    }()

    /// Where it is, seen from the folder of the project.
    let path: String
    let text: String

    init(path: String, text: String) {
        (self.path, self.text) = (path, text)
    }

    init(_ path: String) throws {
        self.init(path: path, text: try String(contentsOf: Self.root.appending(path: path), encoding: .utf8))
    }

    var testDescription: String { path }

    /// Its blocks of code, in order.
    var blocks: [CodeBlock] { CodeBlock.all(in: text) }

    /// Its lines outside blocks of code.
    var prose: [Substring] { CodeBlock.prose(of: text) }

    /// What its headings are called in links.
    var anchors: Set<String> {
        var seen: [String: Int] = [:]
        return Set(
            prose.filter { $0.hasPrefix("#") }.map { heading in
                let words = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                let anchor = String(words.filter { $0.isLetter || $0.isNumber || " -_".contains($0) })
                    .replacing(" ", with: "-")
                seen[anchor, default: 0] += 1
                return seen[anchor] == 1 ? anchor : "\(anchor)-\(seen[anchor, default: 1] - 1)"
            }
        )
    }

    /// The places that it points to.
    var links: [String] {
        prose.joined(separator: "\n").matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
    }
}

/// A block of code in a document.
struct CodeBlock: Sendable, Equatable {
    /// The words behind the fence; none for an indented block.
    let info: [String]
    let lines: [String]

    static func all(in text: String) -> [CodeBlock] { parsed(text).blocks }

    static func prose(of text: String) -> [Substring] { parsed(text).prose }

    private static func parsed(_ text: String) -> (blocks: [CodeBlock], prose: [Substring]) {
        var (blocks, prose, fenced, indented) = ([CodeBlock](), [Substring](), [String]?.none, [String]())
        var info: [String] = []
        let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false) + [""]
        for line in lines {
            if let inside = fenced {
                if line.hasPrefix("```") {
                    blocks.append(CodeBlock(info: info, lines: inside))
                    fenced = nil
                } else {
                    fenced = inside + [String(line)]
                }
                continue
            }
            if line.hasPrefix("    ") {
                indented.append(String(line.dropFirst(4)))
                continue
            }
            if !indented.isEmpty {
                blocks.append(CodeBlock(info: [], lines: indented))
                indented = []
            }
            if line.hasPrefix("```") {
                info = line.drop { $0 == "`" }.split(separator: " ").map(String.init)
                fenced = []
            } else {
                prose.append(line)
            }
        }
        return (blocks, prose)
    }
}
