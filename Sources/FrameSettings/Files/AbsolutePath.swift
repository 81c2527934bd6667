import FrameAPI
import Glibc

/// Paths that do not depend on the working folder.
package enum AbsolutePath {
    /// The absolute path. Links in it are kept.
    package static func of(_ path: String) -> String {
        guard !path.begins(with: "/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        let rest = path.begins(with: "./") ? String(Substring(path.utf8.dropFirst(2))) : path
        return String(cString: folder) + "/" + rest
    }

    /// The path of an ordinary file, without links; `nil` when there is none, because the content of a pipe is gone afterwards.
    package static func ofFile(_ path: String) -> String? {
        FileStatus(path: path)?.kind == .ordinary ? resolved(path) : nil
    }

    /// The path of an existing entry, without links; `nil` when there is none.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Every folder that the system uses to resolve an absolute path: those that hold it, and those that hold each link on the way, all
    /// without links in their own path.
    package static func folders(onTheWayTo path: String) -> [String] {
        var (folders, place): ([String], [String]) = ([], [])
        var rest = path.parts(between: "/")[...]
        var links = 0
        while let part = rest.popFirst() {
            if part.isEmpty || part == "." { continue }
            if part == ".." {
                _ = place.popLast()
                continue
            }
            folders.append("/" + place.joined(separator: "/"))
            place.append(part)
            guard let target = linkTarget("/" + place.joined(separator: "/")) else { continue }
            links += 1
            // The system follows no more of them.
            guard links <= 40 else { break }
            if target.begins(with: "/") { place = [] } else { place.removeLast() }
            rest = target.parts(between: "/") + rest
        }
        return folders
    }

    /// The target of a link; `nil` when it is none.
    private static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink(path, &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The running tool itself; `nil` where the system does not know it.
    package static var ofThisProgram: String? {
        linkTarget("/proc/self/exe")
    }
}
