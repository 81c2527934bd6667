import Foundation
import FrameSettings
import Testing

@testable import FramectlCommands

@Suite("A file that is replaced")
struct FileReplacementTests {
    private struct Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "framectl-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        func path(_ name: String) -> String { url.appending(path: name).path }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }

        func remove() { try? FileManager.default.removeItem(at: url) }
    }

    @Test("holds all pieces, is its owner's alone, and leaves nothing beside it")
    func written() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let path = folder.path("plan.json")
        try Data("older and longer than what comes".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try FileReplacement.write(path, hiding: nil) { (write) throws(SettingsError) in
            for piece in ["one ", "", "two\n"] { try write(piece) }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one two\n")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(folder.names == ["plan.json"])
    }

    @Test("is as it was when its new content cannot be had")
    func failed() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let path = folder.path("plan.json")
        try Data("older".utf8).write(to: URL(filePath: path))
        let failure = SettingsError.noClientID
        #expect(throws: failure) {
            try FileReplacement.write(path, hiding: nil) { (write) throws(SettingsError) in
                try write("half")
                throw failure
            }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "older")
        #expect(folder.names == ["plan.json"])
    }

    @Test("is never a device, a link or a folder, and needs a folder that is there")
    func refused() throws {
        let folder = try Folder()
        defer { folder.remove() }
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "/etc/hostname")
        for path in ["/dev/null", folder.path("link"), folder.url.path, folder.path("missing/plan.json")] {
            let error = try #require(throws: SettingsError.self) {
                try FileReplacement.write(path, hiding: nil) { (write) throws(SettingsError) in try write("x") }
            }
            #expect(error.code == .fileNotWritten)
            #expect(error.exitStatus == .unexpected)
            #expect(error.detail.contains("“\(path)”"))
            #expect(error.remedy.hasPrefix("Name a file in a folder that is there"))
        }
        #expect(folder.names == ["link"])
    }
}
