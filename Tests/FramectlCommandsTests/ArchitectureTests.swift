import Foundation
import Testing

/// Who may know what.
@Suite("The modules")
struct ArchitectureTests {
    /// What each module may import of the project's own.
    private static let imports: [String: Set<String>] = [
        "FrameAPI": [],
        "FrameOperations": ["FrameAPI"],
        "FrameWording": ["FrameAPI", "FrameOperations", "FrameSettings"],
        "FrameJournal": ["FrameAPI", "FrameOperations"],
        "FrameWorkflows": ["FrameAPI", "FrameOperations"],
        "FrameSimulator": [],
        "FrameSettings": ["FrameAPI"],
        "FramectlCommands": [
            "FrameAPI", "FrameJournal", "FrameOperations", "FrameSettings", "FrameSimulator", "FrameWording",
            "FrameWorkflows",
        ],
        "framectl": ["FrameAPI", "FramectlCommands"],
    ]

    /// Which modules may import a library, or part of one; whatever is not named here is free.
    private static let libraries: [(prefix: String, modules: Set<String>)] = [
        ("ArgumentParser", ["FramectlCommands"]), ("GRDB", ["FrameJournal"]), ("Yams", ["FrameSettings"]),
        ("Hummingbird", ["FrameSimulator"]), ("NIO", ["FrameAPI", "FrameSimulator"]),
        ("HTTPTypes", ["FrameAPI", "FrameSimulator", "FramectlCommands"]),
        ("Subprocess", ["FrameSettings"]),
    ]

    /// A file of a module: where it is in there, and its code without comments.
    private struct File {
        let module: String
        let path: String
        let code: [Substring]

        var imports: [String] {
            code.compactMap { line in
                // Attributes and an access level before it, the kind of a declaration behind it.
                let form =
                    /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
                return line.prefixMatch(of: form).map { String($0.output.1) }
            }
        }
    }

    private static func files() throws -> [File] {
        let folder = RepositoryFile.root.appending(path: "Sources").path + "/"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return try paths.filter { $0.hasSuffix(".swift") && !$0.contains(".docc/") }.map { path in
            let parts = path.split(separator: "/", maxSplits: 1)
            let lines = try String(contentsOfFile: folder + path, encoding: .utf8).split(separator: "\n")
            return File(
                module: String(parts[0]),
                path: String(parts[1]),
                code: lines.filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") }
            )
        }
    }

    @Test(
        "import what they say, in every form",
        arguments: [
            "import FrameAPI", "package import FrameAPI", "@preconcurrency package import FrameAPI",
            "import struct FrameAPI.Pool", "@_spi(Testing) @testable import FrameAPI", "public import FrameAPI.Sub",
        ]
    )
    func forms(line: String) {
        #expect(File(module: "", path: "", code: [line[...]]).imports == ["FrameAPI"])
        #expect(File(module: "", path: "", code: ["let words = \"no import here\""]).imports == [])
    }

    @Test("import no other module of the project than they may")
    func own() throws {
        let files = try Self.files()
        #expect(Set(files.map(\.module)) == Set(Self.imports.keys))
        for file in files {
            let own = Set(file.imports).intersection(Self.imports.keys)
            #expect(own.subtracting(Self.imports[file.module] ?? []) == [], "\(file.module)/\(file.path)")
        }
        #expect(files.contains { $0.module == "FrameOperations" && $0.imports.contains("FrameAPI") })
    }

    @Test("import libraries only where they belong")
    func foreign() throws {
        for file in try Self.files() {
            for name in file.imports {
                for library in Self.libraries where name.hasPrefix(library.prefix) {
                    #expect(library.modules.contains(file.module), "\(file.module)/\(file.path) imports \(name)")
                }
            }
        }
    }

    @Test(
        "below the front ends name neither an option nor the tool",
        arguments: ["FrameOperations", "FrameWorkflows", "FrameWording"]
    )
    func silent(module: String) throws {
        let files = try Self.files().filter { $0.module == module }
        #expect(!files.isEmpty)
        let naming = files.filter { file in file.code.contains { $0.contains("--") || $0.contains("framectl") } }
        #expect(naming.map(\.path) == [])
    }
}
