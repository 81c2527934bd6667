import Foundation
import Testing

@Suite("The documentation of FrameAPI")
struct ArticleCodeTests {
    /// What the code in it may take for given.
    private static let given = """
        id: String, secret: String, credentials: Credentials, transport: NIOTransport, client: FrameClient,
        account: AccountID, session: SessionID, pools: [Pool], sessions: [ActiveSession]
        """

    /// The blocks of Swift in articles and in the comments of declarations, by where they stand.
    private static func blocks() throws -> [(file: String, code: String)] {
        let folder = Document.root.appending(path: "Sources/FrameAPI")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.sorted { $0.path < $1.path }.flatMap { file -> [(String, String)] in
            guard ["md", "swift"].contains(file.pathExtension) else { return [] }
            var text = try String(contentsOf: file, encoding: .utf8)
            if file.pathExtension == "swift" {
                text = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("///") }
                    .map { $0.dropFirst(3).hasPrefix(" ") ? $0.dropFirst(4) : $0.dropFirst(3) }.joined(separator: "\n")
            }
            return CodeBlock.all(in: text).filter { $0.info == ["swift"] }
                .map { (file.lastPathComponent, $0.lines.joined(separator: "\n")) }
        }
    }

    @Test("shows code that compiles")
    func compiles() async throws {
        let blocks = try Self.blocks()
        #expect(blocks.count >= 8)
        let functions = blocks.enumerated().map { number, block in
            "// \(block.file)\nfunc block\(number)(\n\(Self.given)\n) async throws {\n\(block.code)\n}\n"
        }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let text = "import FrameAPI\n\n" + functions.joined(separator: "\n")
        let result = try await SwiftCompiler.typeCheck(try folder.write(text, to: "blocks.swift"))
        #expect(result.status == 0, "\(result.everything)")
    }
}
