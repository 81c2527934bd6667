import Foundation
import Testing

/// A name means one thing, whichever module it is read in.
@Suite("Names of types")
struct TypeNamesTests {
    @Test("at the top level of a file stand for one thing in all modules")
    func unique() throws {
        let sources = RepositoryFile.root.appending(path: "Sources").path
        let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        let declaration = try Regex(
            #"^(?:(?:public|package|final|indirect) )*(?:struct|enum|class|actor|protocol|typealias) (\w+)"#,
            as: (Substring, Substring).self
        ).anchorsMatchLineEndings()
        var modules: [Substring: Set<Substring>] = [:]
        for file in files where file.hasSuffix(".swift") && !file.contains(".docc/") {
            let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
            for match in text.matches(of: declaration) {
                modules[match.output.1, default: []].insert(file.prefix { $0 != "/" })
            }
        }
        #expect(modules.count > 300)
        for (name, modules) in modules where modules.count > 1 {
            Issue.record("\(name) is declared in \(modules.sorted().joined(separator: " and "))")
        }
    }
}
