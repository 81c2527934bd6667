import Foundation
import FrameAPI
import Testing

@testable import FramectlCommands

@Suite("The secret's own file")
struct SecretFileTests {
    private static let canary = "canary0123456789abcdef"

    @Test("is read when its owner alone can read it", arguments: [0o600, 0o400, 0o700])
    func safe(mode: Int) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary + "\n", to: "secret", mode: mode)
            #expect(try SecretFile.read(path).text == Self.canary + "\n")
        }
    }

    @Test(
        "is refused when anybody else can do anything with it, naming chmod",
        arguments: [0o640, 0o604, 0o644, 0o660, 0o620, 0o602, 0o610, 0o601, 0o666, 0o777, 0o440]
    )
    func exposed(mode: Int) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: mode)
            let error = try #require(throws: CommandError.self) { try SecretFile.read(path) }
            #expect(error.code == .unsafeFile)
            #expect(error.exitStatus == .configuration)
            #expect(error.detail.contains("mode 0\(String(mode, radix: 8))"))
            #expect(error.remedy.contains("chmod 600 \(path)"))
            #expect(!"\(error)".contains(Self.canary))
        }
    }

    @Test("may be a link to one that is safe, and is judged by that")
    func link() async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: 0o644)
            let link = home.home + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(throws: CommandError.self) { try SecretFile.read(link) }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(try SecretFile.read(link).text == Self.canary)
        }
    }

    @Test("that is of no use is refused with the reason")
    func useless() async throws {
        try await SettingsHome.with { home in
            let blank = try home.write(" \n", to: "blank")
            let large = try home.write(String(repeating: "x", count: 70_000), to: "large")
            for (path, reason) in [
                (home.home + "/nothing", "there is no such file"), (home.work, "it cannot be read"),
                (blank, "it is empty"),
                (large, "it is too large"),
            ] {
                let error = try #require(throws: CommandError.self) { try SecretFile.read(path) }
                #expect(error.code == .unreadableSecret)
                #expect(error.detail.contains(path))
                #expect(error.detail.contains(reason))
            }
        }
    }
}
