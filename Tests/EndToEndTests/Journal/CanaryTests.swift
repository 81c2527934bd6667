import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A service that echoes what it must not")
struct CanaryTests {
    private static let secret = "canary7f3e0c5d9b1a2846"
    private static let clientID = "00000000-0000-4000-8000-0000000000c1.img.frame.nutanix.com"

    @Test("neither the secret nor a signature stands in anything that a run leaves, whole or killed")
    func nothingLeft() async throws {
        let service = try EchoingService(secret: Self.secret)
        defer { service.stop() }
        try await StateHome.with { home in
            var left: [String: Data] = [:]
            let environment = Self.settings(service).merging(["XDG_STATE_HOME": home.path]) { $1 }
            let hook = "sh -c 'echo \(Self.secret); echo $FRAME_CLIENT_SECRET >&2; env; cat'"
            let close = ["close", "--yes", "--reason", "because \(Self.secret)", "--before", hook, "--after", hook]

            // Killed while its last events are in the write-ahead log alone.
            let killed = try BackgroundFramectl(close + ["--output", "jsonl"], environment: environment)
            try await eventually("two DELETEs") { service.deletes >= 2 }
            killed.send(SIGKILL)
            try await killed.end()
            left["killed, output"] = Data(killed.outputText.utf8)
            left["killed, talk"] = Data(killed.talkText.utf8)
            #expect(FileManager.default.fileExists(atPath: home.journal + "-wal"))
            try Self.collect(home, as: "after the kill", into: &left)

            for (name, arguments) in [
                ("resume", ["runs", "resume", "--deadline", "1s", "--output", "json"]),
                ("json", close + ["--deadline", "1s", "--output", "json"]),
                ("csv", close + ["--deadline", "1s", "--output", "csv"]),
                ("text", close + ["--deadline", "1s"]),
            ] {
                let result = try await ChildProcess.run(
                    Framectl.path,
                    arguments,
                    environment: environment,
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 3, "\(name): \(result.talk)")
                left["\(name), output"] = Data(result.output.utf8)
                left["\(name), talk"] = Data(result.talk.utf8)
            }
            // Whoever reads the record has no secret that could be taken out on the way.
            for command in [
                ["list"], ["verify"], ["show"], ["show", "--output", "json"], ["show", "--output", "jsonl"],
                ["show", "--output", "csv"], ["export"], ["export", "--output", "csv"],
            ] {
                let result = try await ChildProcess.run(
                    Framectl.path,
                    ["runs"] + command,
                    environment: ["XDG_STATE_HOME": home.path],
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 0, "\(command): \(result.talk)")
                left["runs \(command)"] = Data(result.everything.utf8)
            }
            try Self.collect(home, as: "at the end", into: &left)

            let hidden = [Self.secret] + service.signatures
            #expect(service.signatures.count >= 2)
            for (place, bytes) in left {
                for text in hidden { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(place) holds \(text)") }
            }
            let record = try #require(left["at the end: journal.sqlite"])
            for kept in ["because <redacted>", "conflict: <redacted>", "Pool <redacted>"] {
                #expect(record.range(of: Data(kept.utf8)) != nil, "what is around the secret is on record: \(kept)")
            }
        }
    }

    private static func settings(_ service: EchoingService) -> [String: String] {
        [
            "FRAME_API_URL": service.url,
            "FRAME_ACCOUNT_ID": Scenario.evening,
            "FRAME_CLIENT_ID": clientID,
            "FRAME_CLIENT_SECRET": secret,
        ]
    }

    /// Every byte of every file of the state folder.
    private static func collect(_ home: StateHome, as moment: String, into left: inout [String: Data]) throws {
        let folder = home.path + "/framectl"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.contains("-reserve-") {
            left["\(moment): \(name)"] = try Data(contentsOf: URL(filePath: folder + "/" + name))
        }
    }
}
