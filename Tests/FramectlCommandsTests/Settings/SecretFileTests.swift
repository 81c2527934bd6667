import Foundation
import FrameAPI
import FrameSettings
import FrameWording
import Glibc
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

    /// A group that no process of a test is in.
    private static let foreignGroup: gid_t = 54_321

    /// Makes a file of a group that this process is not in, where it may.
    private func makeForeign(_ path: String) {
        if geteuid() == 0 { #expect(chown(path, 0, Self.foreignGroup) == 0) }
    }

    @Test(
        "is refused when anybody else can do anything with it, naming chmod",
        arguments: [0o640, 0o604, 0o644, 0o660, 0o620, 0o602, 0o610, 0o601, 0o666, 0o777, 0o440]
    )
    func exposed(mode: Int) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "se'cret", mode: mode)
            makeForeign(path)
            let error = try #require(throws: SettingsError.self) { try SecretFile.read(path) }
            #expect(error.code == .unsafeFile)
            #expect(error.exitStatus == .configuration)
            let why = mode & 0o007 == 0 ? "its group" : "every user of this machine may use it"
            #expect(error.detail.contains("has mode 0\(String(mode, radix: 8)): \(why)"), "\(error.detail)")
            #expect(error.remedy.contains("Run: chmod 600 \(ShellWord.quoted(path))"))
            #expect(!"\(error)".contains(Self.canary))
        }
    }

    @Test(
        "may be root's for a group of this process, as Kubernetes and podman have it",
        .enabled(if: geteuid() == 0, "only root has files of root"),
        arguments: [(0o440, true), (0o640, true), (0o460, false), (0o450, false), (0o444, false)]
    )
    func ownGroup(mode: Int, isTaken: Bool) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: mode)
            if isTaken {
                #expect(try SecretFile.read(path).text == Self.canary)
            } else {
                #expect(throws: SettingsError.self) { try SecretFile.read(path) }
            }
            #expect(chown(path, 1, getegid()) == 0)
            #expect(throws: SettingsError.self) { try SecretFile.read(path) }
        }
    }

    @Test(
        "may be readable by all in the folder of a service's credentials, and nowhere else",
        arguments: [(0o444, true), (0o440, true), (0o644, true), (0o446, false), (0o555, false)]
    )
    func credentialsDirectory(mode: Int, isTaken: Bool) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: mode)
            makeForeign(path)
            for (folder, counts) in [
                (home.home, true), (home.home + "/", true), (home.work, false), (home.home + "/sec", false),
                ("relative", false), ("/", false), ("", false),
            ] {
                let environment = ["CREDENTIALS_DIRECTORY": folder]
                if isTaken, counts {
                    #expect(try SecretFile.read(path, environment: environment).text == Self.canary)
                } else {
                    #expect(throws: SettingsError.self) { try SecretFile.read(path, environment: environment) }
                }
            }
            // A link in that folder to a file elsewhere is judged by where the file is.
            let link = home.work + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(throws: SettingsError.self) {
                try SecretFile.read(link, environment: ["CREDENTIALS_DIRECTORY": home.work])
            }
        }
    }

    @Test("may have any mode where modes come from the mount")
    func withoutModes() async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: 0o777)
            let device = try #require(FileStatus(path: path)).device
            let (major, minor) = (device >> 8 & 0xFFF, device & 0xFF | device >> 12 & 0xFFFF_FF00)
            func mounts(_ rest: String) -> MountTable {
                MountTable(
                    "24 1 0:0 / / rw - ext4 /dev/sda rw\n92 69 \(major):\(minor) / /mnt/c rw,noatime - \(rest)\n"
                )
            }
            for rest in [
                #"9p C:\134 rw,dirsync,aname=drvfs;path=C:\;uid=1000;gid=1000;symlinkroot=/mnt/,mmap,access=client"#,
                "drvfs C: rw,uid=1000,gid=1000", "vfat /dev/sdb1 rw,fmask=0000,dmask=0000", "exfat /dev/sdb1 rw",
                "cifs //server/share rw,vers=3.1.1,file_mode=0777,dir_mode=0777,nounix,mapposix",
            ] {
                #expect(try SecretFile.read(path, mounts: mounts(rest)).text == Self.canary, "\(rest)")
            }
            for rest in [
                #"9p C:\134 rw,aname=drvfs;path=C:\;uid=1000;gid=1000;metadata;symlinkroot=/mnt/,mmap"#,
                "9p host rw,trans=virtio", "drvfs C: rw,uid=1000,metadata", "ext4 /dev/sdb1 rw", "fuseblk /dev/sdb1 rw",
                "cifs //server/share rw,unix,file_mode=0777", "cifs //server/share rw,nounix,modefromsid", "vfat",
            ] {
                #expect(throws: SettingsError.self, "\(rest)") { try SecretFile.read(path, mounts: mounts(rest)) }
            }
        }
    }

    @Test("may begin with a byte order mark, which is none of the secret")
    func byteOrderMark() async throws {
        try await SettingsHome.with { home in
            #expect(try SecretFile.read(home.write("\u{FEFF}" + Self.canary, to: "secret")).text == Self.canary)
            let blank = try home.write("\u{FEFF}\n", to: "blank")
            #expect(
                try #require(throws: SettingsError.self) { try SecretFile.read(blank) }.detail.hasSuffix("is empty")
            )
            let wide = home.home + "/wide"
            try Data([0xFF, 0xFE, 0x63, 0x00]).write(to: URL(filePath: wide))
            #expect(chmod(wide, 0o600) == 0)
            let error = try #require(throws: SettingsError.self) { try SecretFile.read(wide) }
            #expect(error.detail.hasSuffix("is UTF-16; save it as UTF-8"))
        }
    }

    @Test(
        "holds the secret alone, and is named when it does not",
        arguments: [
            ("\(canary)\n\(canary)\n", "holds 2 lines; a secret file holds the secret alone"),
            ("client-id\r\n\r\n\(canary)", "holds 3 lines; a secret file holds the secret alone"),
            ("\(canary)\u{7}x", "holds a control character"), (" \n\n", "is empty"),
        ]
    )
    func alone(text: String, why: String) async throws {
        try await SettingsHome.with { home in
            let path = try home.write(text, to: "secret")
            let error = try #require(throws: SettingsError.self) { try SecretFile.read(path) }
            #expect(error.code == .unreadableSecret)
            #expect(error.detail == "the client secret's file “\(path)” \(why)")
            #expect(!"\(error)".contains(Self.canary))
            let around = try home.write("\r\n \(Self.canary)\r\n\r\n", to: "around")
            #expect(try SecretFile.read(around).text.trimmingWhitespace() == Self.canary)
        }
    }

    @Test("may be a pipe, which is waited for, and not for ever")
    func pipe() async throws {
        try await SettingsHome.with { home in
            let path = home.home + "/pipe"
            try #require(mkfifo(path, 0o644) == 0)
            let error = try #require(throws: SettingsError.self) {
                try SecretFile.read(path, patience: .milliseconds(100))
            }
            #expect(error.code == .unreadableSecret)
            #expect(error.detail.hasSuffix("is a pipe that was not written to its end within 0.1 s"), "\(error.detail)")
            Thread.detachNewThread {
                usleep(50_000)
                let descriptor = open(path, O_WRONLY)
                for part in [Self.canary, "\n"] {
                    _ = part.withCString { write(descriptor, $0, strlen($0)) }
                    usleep(50_000)
                }
                close(descriptor)
            }
            #expect(try SecretFile.read(path).text == Self.canary + "\n")
        }
    }

    @Test("may be a link to one that is safe, and is judged by that")
    func link() async throws {
        try await SettingsHome.with { home in
            let path = try home.write(Self.canary, to: "secret", mode: 0o644)
            let link = home.home + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(throws: SettingsError.self) { try SecretFile.read(link) }
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
                (home.home + "/nothing", "does not exist"), (home.work, "is a folder"), (blank, "is empty"),
                (large, "is too large"), ("/dev/null", "is not an ordinary file"),
            ] {
                let error = try #require(throws: SettingsError.self) { try SecretFile.read(path) }
                #expect(error.code == .unreadableSecret)
                #expect(error.detail.contains(path))
                #expect(error.detail.contains(reason))
            }
        }
    }
}
