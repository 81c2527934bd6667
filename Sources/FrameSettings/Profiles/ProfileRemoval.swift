import Glibc

/// The removal of a profile: first its secret, then its file, then its entry as the default one.
package struct ProfileRemoval: Sendable {
    package let name: ProfileName
    package let store: ProfileStore

    /// The removal of one profile.
    package init(name: ProfileName, store: ProfileStore) {
        self.name = name
        self.store = store
    }

    /// A performed step.
    package enum Step: Sendable, Equatable {
        /// A secret was removed from the keyring.
        case clearedKeyring(clientID: String)
        /// A secret was left in the keyring, for these files.
        case leftInKeyring(clientID: String, files: [String])
        /// A file was removed.
        case removed(String)
        /// There is no default profile any more.
        case noDefault
    }

    /// Removes it.
    ///
    /// - Returns: The performed steps, in order.
    /// - Throws: ``SettingsError``: `file-not-written`, `keyring`, or the reason why `config.yaml` cannot be read. The later steps are not
    ///   performed, so that it can be tried again.
    package func carryOut(in context: SettingsContext) async throws -> [Step] {
        var done: [Step] = []
        // A profile that is not understood can be removed as well; then its entry in the keyring is not known.
        let profile = try? store.profile(name)
        if profile?.values[.keyring] != nil, let clientID = profile?.values[.clientID]?.value {
            let files = try await store.releaseSecret(of: clientID, by: store.path(of: name), in: context)
            done.append(
                files.isEmpty ? .clearedKeyring(clientID: clientID) : .leftInKeyring(clientID: clientID, files: files)
            )
        }
        if try remove(store.secretPath(of: name)) { done.append(.removed(store.secretPath(of: name))) }
        if try remove(store.path(of: name)) { done.append(.removed(store.path(of: name))) }
        if try store.defaultName?.value == name.text {
            try store.setDefault(nil)
            done.append(.noDefault)
        }
        return done
    }

    /// - Returns: Whether there was such a file.
    private func remove(_ path: String) throws(SettingsError) -> Bool {
        if unlink(path) == 0 { return true }
        guard errno != ENOENT else { return false }
        throw .notWritten(path, .notRemoved(errno))
    }
}
