import FrameAPI
import Glibc

/// Paths that mean the same wherever a process runs.
package enum AbsolutePath {
    /// The path, seen from the root. Links in it stay links.
    package static func of(_ path: String) -> String {
        guard !path.begins(with: "/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        let rest = path.begins(with: "./") ? String(Substring(path.utf8.dropFirst(2))) : path
        return String(cString: folder) + "/" + rest
    }

    /// The folder that holds what a whole path names.
    package static func folder(of path: String) -> String {
        let parts = path.parts(between: "/").dropLast()
        return parts.count > 1 ? parts.joined(separator: "/") : "/"
    }

    /// The path of an ordinary file, without links; `nil` when there is none: what a pipe gives away is gone afterwards.
    package static func ofFile(_ path: String) -> String? {
        FileStatus(path: path)?.kind == .ordinary ? resolved(path) : nil
    }

    /// The path of what is there, without links; `nil` when nothing is.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The running tool itself; `nil` where the system does not tell.
    package static var ofThisProgram: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
