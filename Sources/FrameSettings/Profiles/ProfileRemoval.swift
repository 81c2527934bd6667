import Glibc

/// The removal of a profile: first its secret, then its file, then its place as the one that is used by itself.
package struct ProfileRemoval: Sendable {
    package let name: ProfileName
    package let store: ProfileStore

    /// The removal of one profile.
    package init(name: ProfileName, store: ProfileStore) {
        self.name = name
        self.store = store
    }

    /// Removes it.
    ///
    /// - Returns: What was done, a sentence each.
    /// - Throws: ``SettingsError``: `file-not-written`, `keyring`, or what keeps `config.yaml` from being read. What comes after it
    ///   is left as it is, so that it can be tried again.
    package func carryOut(in context: SettingsContext) async throws -> [String] {
        var done: [String] = []
        // A profile that is not understood can be removed as well; then what its keyring holds is not known.
        let profile = try? store.profile(name)
        if profile?.values[.keyring] != nil, let clientID = profile?.values[.clientID]?.value {
            try await Keyring(clientID: clientID).clear(in: context)
            done.append("Took the secret of \(clientID) out of the keyring.")
        }
        if try remove(store.secretPath(of: name)) { done.append("Removed \(store.secretPath(of: name)).") }
        if try remove(store.path(of: name)) { done.append("Removed \(store.path(of: name)).") }
        if try store.defaultName?.value == name.text {
            try store.setDefault(nil)
            done.append("No profile is used by itself now; framectl profile use NAME chooses one.")
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
