import FrameAPI
import Glibc

/// The requirements for the place of a trusted file: only its user and root may be able to write it, or to replace it.
struct SafePlace {
    /// The bits that a file and its folders must not have.
    let writers: mode_t
    private let mounts = MountTable.current

    init(writers: mode_t) {
        self.writers = writers
    }

    /// Checks an open file, and its folders.
    ///
    /// - Parameters:
    ///   - file: Its status.
    ///   - path: Its path.
    ///   - root: The folder of all settings; `nil` for no check of folders.
    /// - Throws: ``SettingsError`` with the code `unsafe-file`, naming the file or folder.
    func check(_ file: FileStatus, at path: String, below root: String?) throws(SettingsError) {
        try check(file, path, against: writers)
        guard let root else { return }
        let realRoot = AbsolutePath.resolved(root) ?? root
        for folder in Set(AbsolutePath.folders(onTheWayTo: path)).sorted().reversed() {
            guard let status = FileStatus(path: folder), !MountTable.isReadOnly(folder) else { continue }
            if (folder + "/").begins(with: realRoot + "/") {
                try check(status, folder, against: writers)
            } else if status.permissions & mode_t(S_ISVTX) == 0 {
                try check(status, folder, against: 0o002, foreign: true)
            }
        }
    }

    private func check(
        _ status: FileStatus,
        _ path: String,
        against writers: mode_t,
        foreign: Bool = false
    ) throws(SettingsError) {
        let isFolder = status.kind == .folder
        guard foreign || status.owner == geteuid() || status.owner == 0 else {
            throw .unsafeFile(path, isFolder: isFolder, .owner(user: geteuid()))
        }
        guard status.permissions & writers == 0 || mounts.hasNoModes(status.device) else {
            throw .unsafeFile(path, isFolder: isFolder, .writable(mode: status.mode, isShared: foreign))
        }
    }
}
