import FrameOperations
import Glibc

extension Origin {
    /// This process, with its machine and user.
    static var ofThisProcess: Origin {
        Origin(user: userName, host: hostName, pid: Int(getpid()), version: framectlVersion)
    }

    private static var userName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return String(getuid()) }
        return String(cString: name)
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
