import FrameAPI
package import Glibc

/// The mounted file systems, as far as they determine access to files.
package struct MountTable: Sendable {
    private struct Mount: Sendable {
        let device: String
        let type: Substring
        let options: [Substring]
    }

    private let mounts: [Mount]

    /// Reads the table of this process.
    package static var current: MountTable {
        MountTable((try? BoundedFile(reading: "/proc/self/mountinfo", limit: 4 << 20))?.text ?? "")
    }

    /// Reads a table.
    ///
    /// - Parameter text: In the form of `/proc/self/mountinfo`.
    package init(_ text: String) {
        mounts = text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let middle = words.firstIndex(of: "-"), middle >= 6, words.count > middle + 3 else { return nil }
            let options = words[5].split(separator: ",") + words[middle + 3].split { $0 == "," || $0 == ";" }
            return Mount(device: String(words[2]), type: words[middle + 1], options: options)
        }
    }

    /// Whether no process can write there, whatever the modes say, as in Kubernetes volumes.
    package static func isReadOnly(_ path: String) -> Bool {
        var system = statvfs()
        return statvfs(path, &system) == 0 && system.f_flag & UInt(ST_RDONLY) != 0
    }

    /// Whether the mode of a file comes from the options of the mount, so that no `chmod` changes it. An unknown file system counts as one
    /// with modes.
    package func hasNoModes(_ device: dev_t) -> Bool {
        // In the same way as the C library's macros.
        let (major, minor) = (device >> 8 & 0xFFF | device >> 32 & ~0xFFF, device & 0xFF | device >> 12 & ~0xFF)
        let number = "\(major):\(minor & 0xFFFF_FFFF)"
        return mounts.filter { $0.device == number }.contains { mount in
            switch mount.type {
            case "vfat", "msdos", "exfat", "vboxsf": true
            // Windows drives in WSL.
            case "drvfs": !mount.options.contains("metadata")
            case "9p": mount.options.contains("aname=drvfs") && !mount.options.contains("metadata")
            case "cifs", "smb3":
                mount.options.contains("nounix")
                    && mount.options.allSatisfy { !["cifsacl", "modefromsid", "idsfromsid"].contains($0) }
            default: false
            }
        }
    }
}
