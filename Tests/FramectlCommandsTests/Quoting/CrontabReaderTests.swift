import Foundation
import TerminalTesting
import Testing

@testable import FramectlCommands

/// cron itself, in a mount namespace with a spool of its own, where only the lines of a test are. `@reboot` is carried out at its start.
@Suite("Commands on lines of a crontab")
struct CrontabReaderTests {
    private static let machinery = """
        set -e
        cd "$1"
        mount -t tmpfs none /run
        mount -t tmpfs none /etc/cron.d
        mount --bind /dev/null /etc/crontab
        mount -t tmpfs none /var/spool/cron
        mkdir -m 1730 /var/spool/cron/crontabs
        chgrp crontab /var/spool/cron/crontabs
        crontab - < tab
        cron -f & cron=$!
        # As long as it takes: a machine may be busy.
        while [ "$(ls done | wc -l)" -lt "$2" ]; do kill -0 $cron; sleep 0.05; done
        kill $cron
        """

    /// Whether this machine has cron, and this user may have such a namespace.
    private static func canRun() async throws -> Bool {
        guard RealTool.exists("crontab"), FileManager.default.isExecutableFile(atPath: "/usr/sbin/cron") else {
            return false
        }
        let script = "mount -t tmpfs none /var/spool/cron"
        return try await RealTool.run("unshare", ["-m", "--propagation", "private", "sh", "-c", script]).status == 0
    }

    @Test(
        "are read back by cron and its shell as what they were, and nothing in them is carried out",
        .enabled("it takes cron, and root or as much power", { try await canRun() })
    )
    func real() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: folder.path + "/done", withIntermediateDirectories: true)
        let words =
            NastyText.texts(40, seed: 1, where: NastyText.isOfASchedule)
            + ["%\u{301}", "50%", #"\%"#, #"\\%"#, #"\\\%%"#, #"a\"#, #"\\"#, "'%'", #"'\%'"#, "%"]
        let lines = words.enumerated().map { number, word in
            let command = CrontabText.line(
                ["printf", #"%s\0"#, word],
                variables: [CloseSchedule.Variable(name: "V", value: word)]
            )
            return
                "@reboot cd \(CrontabText.word(folder.path)) && \(command) > out\(number) 2>&1; touch done/\(number)\n"
        }
        try folder.write("HOME=\(folder.path)\n" + lines.joined(), to: "tab")
        let ran = try await RealTool.run(
            "unshare",
            ["-m", "--propagation", "private", "sh", "-c", Self.machinery, "cron", folder.path, String(words.count)]
        )
        #expect(ran.status == 0, "\(ran.talk)")
        for (number, word) in words.enumerated() {
            let read = try Data(contentsOf: URL(filePath: folder.path + "/out\(number)"))
            #expect(Array(read) == Array(word.utf8) + [0], "\(CrontabText.word(word))")
        }
        #expect(Set(folder.names) == Set(["done", "tab"] + words.indices.map { "out\($0)" }), "nothing is carried out")
    }

    @Test(
        "carry nothing out in a fish that reads them, and are read back where a backslash has something to stand before"
    )
    func fish() async throws {
        guard RealTool.exists("fish") else { try Test.cancel("fish is not on this machine") }
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let words = [
            #"\'(touch carried-out)\'"#, #"a\''(touch carried-out)'b"#, #"\"(touch carried-out)\""#, #"\n \x"#, "it's",
            "'",
        ]
        let script = "cd \(CrontabText.word(folder.path)); " + CrontabText.line(["printf", #"%s\0"#] + words)
        // Of a percent sign cron has taken the backslash by then.
        let read = try await RealTool.run("fish", ["--no-config", "-c", script.replacing(#"\%"#, with: "%")])
        #expect(read.output == words.map { $0 + "\0" }.joined(), "\(read.talk)")
        #expect(folder.names.isEmpty, "nothing is carried out")
    }

    @Test("hold no backslash before another one, nor before that of a percent sign")
    func backslashes() {
        for word in NastyText.texts(2_000, seed: 2, where: NastyText.isOfASchedule) {
            let text = CrontabText.word(word)
            #expect(!text.utf8.elementsEqual([]), "a word is never nothing")
            let bytes = Array(text.utf8)
            let pairs = zip(bytes, bytes.dropFirst())
            #expect(!pairs.contains { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "\\") }, "\(text)")
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
                #expect(index > 0 && bytes[index - 1] == UInt8(ascii: "\\"), "\(text)")
            }
        }
    }
}
