package import FrameAPI
import Glibc

/// A file that holds only the client secret, and that is protected from other users in a way that suits its place; a pipe is accepted.
package struct SecretFile {
    package let path: String
    package let environment: [String: String]
    package let mounts: MountTable

    /// A larger file is no secret.
    private static let largest = 64 << 10

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - environment: May name systemd's folder for the credentials of a service, in `CREDENTIALS_DIRECTORY`.
    ///   - mounts: The mounted file systems.
    ///   - patience: How long the writer of a pipe may take.
    /// - Returns: The secret, with the file's last line end.
    /// - Throws: ``SettingsError``: `unreadable-secret` or `unsafe-file`.
    package static func read(
        _ path: String,
        environment: [String: String] = [:],
        mounts: MountTable = .current,
        patience: Duration = CredentialCommand.longest
    ) throws(SettingsError) -> Secret {
        try SecretFile(path: path, environment: environment, mounts: mounts).read(patience: patience)
    }

    private func read(patience: Duration) throws(SettingsError) -> Secret {
        let file: BoundedFile
        do throws(BoundedFile.Problem) {
            file = try BoundedFile(reading: path, limit: Self.largest, patience: patience)
        } catch {
            throw .unreadableSecret(path, .file(.problem(error), access: keptFromThisProcess))
        }
        if let users = exposure(file.status) { throw exposed(file.status, users) }
        guard let text = file.text else {
            throw .unreadableSecret(path, .file(.notText(why: file.whyNoText), access: nil))
        }
        guard !text.isBlank else { throw .unreadableSecret(path, .empty) }
        let secret = text.trimmingWhitespace()
        let lines = secret.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
        guard lines == 1 else { throw .unreadableSecret(path, .lines(lines)) }
        guard secret.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .unreadableSecret(path, .controlCharacter)
        }
        return Secret(text)
    }

    /// The reason why ``read(_:environment:mounts:patience:)`` would refuse it, because others may use it.
    package static func exposure(
        of path: String,
        environment: [String: String],
        mounts: MountTable = .current
    ) -> SettingsError? {
        let file = SecretFile(path: path, environment: environment, mounts: mounts)
        return FileStatus(path: path).flatMap { status in file.exposure(status).map { file.exposed(status, $0) } }
    }

    /// The users who can read it and should not; `nil` for none.
    private func exposure(_ status: FileStatus) -> SettingsError.SecretExposure.Users? {
        let others = status.permissions & 0o077
        if status.kind != .ordinary || others == 0 || isProvided(status) || mounts.hasNoModes(status.device) {
            return nil
        }
        if others & 0o007 != 0 { return .everyone }
        guard status.owner == 0 else { return .group }
        if others & 0o033 != 0 { return .groupWrites }
        return Self.groups.contains(status.group) ? nil : .foreignGroup
    }

    /// Whether it is in a folder of an orchestrator or systemd, which other users cannot enter, or of a system without other users: docker,
    /// podman and Kubernetes with mode 0444, systemd with an access list that looks like mode 0440.
    private func isProvided(_ status: FileStatus) -> Bool {
        status.permissions & 0o033 == 0 && (status.owner == 0 || status.owner == geteuid()) && isWhereSecretsAreProvided
    }

    private var isWhereSecretsAreProvided: Bool {
        guard let file = AbsolutePath.resolved(AbsolutePath.of(path)) else { return false }
        return ["/run/secrets", environment["CREDENTIALS_DIRECTORY"]].contains { folder in
            guard let folder, folder.begins(with: "/"), let place = AbsolutePath.resolved(folder) else { return false }
            return place != "/" && file.begins(with: place + "/")
        }
    }

    /// The groups of this process.
    private static var groups: Set<gid_t> {
        var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
        let count = getgroups(CInt(groups.count), &groups)
        return Set(groups.prefix(max(0, Int(count))) + [getegid()])
    }

    private func exposed(_ status: FileStatus, _ users: SettingsError.SecretExposure.Users) -> SettingsError {
        let isOwn = status.owner == geteuid() || geteuid() == 0
        return .exposedSecret(
            path,
            SettingsError.SecretExposure(
                users: users,
                access: Self.rights(of: status),
                isOwn: isOwn && !MountTable.isReadOnly(path),
                isProvided: isWhereSecretsAreProvided
            )
        )
    }

    /// The owner of an existing file that cannot be read, and the user of this process.
    private var keptFromThisProcess: SettingsError.SecretAccess? {
        guard access(path, R_OK) != 0, errno == EACCES else { return nil }
        return FileStatus(path: path).map(Self.rights)
    }

    private static func rights(of status: FileStatus) -> SettingsError.SecretAccess {
        SettingsError.SecretAccess(
            owner: status.owner,
            group: status.group,
            mode: status.mode,
            user: geteuid(),
            groups: groups.sorted()
        )
    }
}
