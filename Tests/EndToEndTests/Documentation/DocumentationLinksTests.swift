import Foundation
import Testing

@Suite("The links of the documentation")
struct DocumentationLinksTests {
    /// Links within the project, as path and anchor, seen from its folder.
    private static func inside(_ document: Document) -> [(path: String, anchor: String?)] {
        let folder = Document.root.appending(path: document.path).deletingLastPathComponent()
        return document.links.filter { !$0.contains(/^[a-z]+:/) }.map { link in
            let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let target = parts[0].isEmpty ? document.path : folder.appending(path: parts[0]).standardized.path
            return (target.replacing("\(Document.root.path)/", with: ""), parts.count > 1 ? parts[1] : nil)
        }
    }

    @Test("lead to files and headings that are there", arguments: Document.all)
    func resolve(_ document: Document) throws {
        for (path, anchor) in Self.inside(document) {
            let file = Document.root.appending(path: path)
            guard FileManager.default.fileExists(atPath: file.path) else {
                Issue.record("\(document.path) points to \(path), which is not there")
                continue
            }
            guard let anchor else { continue }
            #expect(try Document(path).anchors.contains(anchor), "\(path) has no heading #\(anchor)")
        }
    }

    @Test("lead from the index to every document")
    func index() throws {
        let linked = Set(Self.inside(try Document("docs/README.md")).map(\.path))
        let documents = Document.all.map(\.path).filter { $0 != "docs/README.md" }
        #expect(Set(documents).subtracting(linked).isEmpty)
    }
}
