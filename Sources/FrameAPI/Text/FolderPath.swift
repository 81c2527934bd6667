/// Paths, taken apart at the bytes that the system takes for slashes.
package enum FolderPath {
    /// The folder that a path lies in; `nil` when the path has no slash.
    package static func of(_ path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.utf8.startIndex ? "/" : String(Substring(path.utf8[..<slash]))
    }

    /// What stands behind the last slash of a path, or the path where there is none.
    package static func name(in path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(Substring(path.utf8[path.utf8.index(after: slash)...]))
    }

    /// A folder without a slash at its end, but for the root.
    package static func plain(_ folder: String) -> String {
        folder.utf8.count > 1 && folder.ends(with: "/") ? String(Substring(folder.utf8.dropLast())) : folder
    }
}
